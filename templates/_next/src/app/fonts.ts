import localFont from 'next/font/local';

/*
 * Newsreader by Production Type (SIL Open Font License, see fonts/OFL.txt), reduced to Latin and one weight. It is for
 * titles. All other text uses the sans serif of the system.
 */
const newsreader = localFont({
  src: './fonts/newsreader.woff2',
  weight: '400',
  style: 'normal',
  variable: '--font-newsreader',
  adjustFontFallback: 'Times New Roman',
});

/** The class name that sets the variable of the font for the stylesheet. */
export const fonts = newsreader.variable;
