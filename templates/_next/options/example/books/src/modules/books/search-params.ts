/** Converts the search parameters that Next.js passes to a page into `URLSearchParams`. */
export function toSearchParams(
  given: Record<string, string | string[] | undefined>,
): URLSearchParams {
  return new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => [name, one]),
    ),
  );
}
