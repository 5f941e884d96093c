/** What Next.js gives a page of its address, in the form that a browser has. */
export function toSearchParams(
  given: Record<string, string | string[] | undefined>,
): URLSearchParams {
  return new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => [name, one]),
    ),
  );
}
