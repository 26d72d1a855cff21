// Before the first paint, so that a dark desk never flashes white. The key is that of preferences.svelte.ts.
try {
  const { theme, language } = JSON.parse(localStorage.getItem('holdline.preferences') ?? '{}');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  if (typeof language === 'string') document.documentElement.lang = language;
} catch {
  // Storage refused or unreadable: the system's theme stands.
}
