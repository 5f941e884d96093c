import type { Three } from './three.ts'

/** The items of a list, each with what identifies it among the three lists. */
export type KeyedList<Item> = ReadonlyMap<string, Item>

/** Gives each item an id: its key, and for the second item with a key and later ones a number. */
export function keyedList<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): KeyedList<Item> {
  const counts = new Map<string, number>()
  return new Map(
    items.map((item) => {
      const key = keyOf(item)
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      return [numberedId(key, count), item]
    }),
  )
}

/** The id of the first item with a key, the second, and so on. */
export function numberedId(key: string, count: number): string {
  return count === 1 ? key : `${key} (${count})`
}

/**
 * Merges three lists item by item; an item for which `merge` returns undefined is left out. The order is the
 * person's. What only the template has follows the item that it follows there, and what the person added to that.
 */
export function mergeLists<Item>(
  { base, disk, next }: Record<keyof Three<Item>, KeyedList<Item>>,
  merge: (versions: Three<Item>, id: string) => Item | undefined,
): readonly Item[] {
  const isUntouched = [...disk.keys()].join('\0') === [...base.keys()].join('\0')
  const isOwn = (id: string | undefined) => id !== undefined && !base.has(id) && !next.has(id)
  const order = isUntouched ? unite(next, disk, isOwn) : unite(disk, next, isOwn)
  return order.flatMap((id) => {
    const merged = merge({ base: base.get(id), disk: disk.get(id), next: next.get(id) }, id)
    return merged === undefined ? [] : [merged]
  })
}

/** The ids of both lists: those of the first in their order, the others behind the id that they follow. */
function unite(
  first: KeyedList<unknown>,
  second: KeyedList<unknown>,
  isOwn: (id: string | undefined) => boolean,
): readonly string[] {
  const order = [...first.keys()]
  const others = [...second.keys()]
  for (const [index, id] of others.entries()) {
    if (first.has(id)) continue
    const shared = others.find((other) => first.has(other))
    const start = shared === undefined ? order.length : order.indexOf(shared)
    let at = index === 0 ? start : order.indexOf(others[index - 1] ?? '') + 1
    while (index > 0 && isOwn(order[at])) at += 1
    order.splice(at, 0, id)
  }
  return order
}
