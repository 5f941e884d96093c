export const stylesheet = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1c1f26, #e6e8ee);
  --muted: light-dark(#5c6370, #9aa2b1);
  --line: light-dark(#dfe3ea, #2c313c);
  --card: light-dark(#ffffff, #181b22);
  --page: light-dark(#f6f7f9, #101217);
  --accent: light-dark(#1f5fd6, #7aa7ff);
}
body {
  margin: 0 auto;
  max-width: 60rem;
  padding: 2rem 1.25rem 4rem;
  background: var(--page);
  color: var(--text);
  font: 1rem/1.55 system-ui, sans-serif;
}
h1 { margin: 0; font-size: 1.75rem; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.1rem; text-transform: capitalize; }
header p { margin: 0.25rem 0 0; color: var(--muted); }
a { color: var(--accent); }
code { font: 0.9em ui-monospace, monospace; }
details {
  margin: 0.5rem 0;
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  background: var(--card);
  overflow-x: auto;
}
details:target { border-color: var(--accent); }
summary { padding: 0.6rem 0.9rem; cursor: pointer; color: var(--muted); }
summary code { margin-right: 0.5rem; color: var(--text); }
summary b {
  display: inline-block;
  min-width: 4rem;
  color: var(--accent);
  font: 600 0.8rem ui-monospace, monospace;
}
summary b.delete { color: light-dark(#b3261e, #ff8a80); }
details > p { margin: 0.5rem 0.9rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.9rem; }
th, td { padding: 0.4rem 0.9rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--muted); font-weight: 500; }
`;
