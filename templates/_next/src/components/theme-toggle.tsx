'use client';

import { useState } from 'react';
import { iconButtonClass } from './button.tsx';
import { ContrastIcon, MoonIcon, SunIcon } from './icons.tsx';
import { THEME_COOKIE, type Theme, themeAfter } from './theme.ts';

const ICONS = { system: ContrastIcon, light: SunIcon, dark: MoonIcon };

/** Switches between system, light and dark. The choice is kept for a year. */
export function ThemeToggle({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const Icon = ICONS[theme];
  const next = themeAfter(theme);

  function choose() {
    setTheme(next);
    document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the CookieStore API is missing over plain HTTP
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=31536000; samesite=lax`;
  }

  return (
    <button
      type="button"
      onClick={choose}
      aria-label={`Theme: ${theme}. Switch to ${next}.`}
      title={`Theme: ${theme}`}
      className={iconButtonClass}
    >
      <Icon />
    </button>
  );
}
