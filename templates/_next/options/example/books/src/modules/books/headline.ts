import { type BookCounts, totalOf } from './status.ts';

const NUMBERS = [
  'none',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
  'twenty',
];

/** How many books there are, in a sentence: "Four open, eleven to go, nine read." */
export function headline(counts: BookCounts): string {
  if (totalOf(counts) === 0) return 'An empty shelf, and all the time in the world.';
  const { planned, reading, finished } = counts;
  const sentence = `${inWords(reading)} open, ${inWords(planned)} to go, ${inWords(finished)} read.`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** Numbers as they are written in running text: in words up to twenty. */
function inWords(count: number): string {
  return NUMBERS[count] ?? String(count);
}
