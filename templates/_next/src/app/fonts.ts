import localFont from 'next/font/local';

/*
 * Newsreader by Production Type (SIL Open Font License, see fonts/OFL.txt), reduced to Latin and one weight. Titles use
 * it; everything else is set in the system's own sans serif.
 */
const newsreader = localFont({
  src: './fonts/newsreader.woff2',
  weight: '400',
  style: 'normal',
  variable: '--font-newsreader',
  adjustFontFallback: 'Times New Roman',
});

/** The class name that makes the font known to the stylesheet. */
export const fonts = newsreader.variable;
