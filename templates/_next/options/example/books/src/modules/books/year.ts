/** A year as it is written: "1925", "700 BC". */
export function formatYear(year: number): string {
  return year < 0 ? `${-year} BC` : String(year);
}
