/*
 * The cover of a book without a picture: cloth with its title. The look is computed from the title and the author, so a
 * book looks the same everywhere, and the books of an author look like a set.
 */

export const CLOTHS = {
  ultramarine: 'bg-(--cloth-ultramarine) text-(--print-light)',
  mustard: 'bg-(--cloth-mustard) text-(--print-dark)',
  oxblood: 'bg-(--cloth-oxblood) text-(--print-light)',
  ice: 'bg-(--cloth-ice) text-(--print-dark)',
  bottle: 'bg-(--cloth-bottle) text-(--print-light)',
  vermilion: 'bg-(--cloth-vermilion) text-(--print-light)',
  graphite: 'bg-(--cloth-graphite) text-(--print-light)',
  blush: 'bg-(--cloth-blush) text-(--print-dark)',
} as const;

/** The layouts of a front cover, each with the share of the width for the title. */
export const LAYOUTS = { block: 0.77, bands: 0.78, label: 0.6, frame: 0.64 } as const;

type Cloth = keyof typeof CLOTHS;
export type Layout = keyof typeof LAYOUTS;
export type TitleSize = 's' | 'm' | 'l' | 'xl' | '2xl';

const cloths = Object.keys(CLOTHS) as Cloth[];
const layouts = Object.keys(LAYOUTS) as Layout[];

/** The cloth and the layout that an author's books share. */
export function bindingOf(author: string): { cloth: Cloth; layout: Layout } {
  const hash = hashOf(author.trim().toLowerCase());
  return {
    cloth: cloths[hash % cloths.length] ?? 'graphite',
    layout: layouts[Math.floor(hash / cloths.length) % layouts.length] ?? 'block',
  };
}

/** The sizes of a title, in hundredths of the cover's width, each with the longest title it is for. */
const SIZES = [
  { size: '2xl', em: 20, length: 10 },
  { size: 'xl', em: 16, length: 18 },
  { size: 'l', em: 13, length: 34 },
  { size: 'm', em: 10.5, length: 60 },
  { size: 's', em: 8.5, length: 200 },
] as const;

/** The average width of a letter of the serif, as a share of its size. */
const LETTER = 0.53;

/** The largest size in which a title fits on the front without breaking its longest word. */
export function titleSize(title: string, layout: Layout): TitleSize {
  const longestWord = Math.max(0, ...title.split(/[\s-]+/).map((word) => word.length));
  const width = LAYOUTS[layout] * 100;
  const fitting = SIZES.find(
    ({ em, length }) => title.length <= length && longestWord * em * LETTER <= width,
  );
  return fitting?.size ?? 's';
}

/** How tall and thick a book stands on the shelf, from 0 to 4 and 0 to 2. */
export function formatOf(title: string): { height: number; thickness: number } {
  const hash = hashOf(title);
  return { height: hash % 5, thickness: title.length > 24 ? 2 : (hash >>> 8) % 2 };
}

/** FNV-1a in 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash;
}
