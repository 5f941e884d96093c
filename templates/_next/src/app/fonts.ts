import localFont from 'next/font/local';

/*
 * Newsreader by Production Type (SIL Open Font License, see fonts/OFL.txt), cut down to Latin and one weight. Only
 * titles and quotations wear it; everything else is set in the system's own sans serif.
 */
const upright = localFont({
  src: './fonts/newsreader.woff2',
  weight: '400',
  style: 'normal',
  variable: '--font-newsreader',
  adjustFontFallback: 'Times New Roman',
});

const italic = localFont({
  src: './fonts/newsreader-italic.woff2',
  weight: '400',
  style: 'italic',
  variable: '--font-newsreader-italic',
  adjustFontFallback: 'Times New Roman',
  // Not on every page, and never the first thing to be read.
  preload: false,
});

/** The class names that make the fonts known to the stylesheet. */
export const fonts = `${upright.variable} ${italic.variable}`;
