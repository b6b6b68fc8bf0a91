// Runs before the first paint, so that no other language and no other direction ever flashes: what was chosen, else what the device asks
// for first among ours. An own file, because the page allows no inline script. The gallery takes a language from its address.
{
  const ours = ['en', 'es', 'ar'];
  const root = document.documentElement;
  const device =
    navigator.languages.map((wanted) => wanted.split('-')[0]).find((wanted) => ours.includes(wanted)) ?? 'en';
  let chosen = location.pathname === '/gallery' ? new URLSearchParams(location.search).get('lang') : undefined;
  try {
    chosen ??= localStorage.getItem('parley.language');
  } catch {
    // Storage may be shut off; then the device's language holds.
  }
  root.dataset.deviceLanguage = device;
  root.lang = ours.includes(chosen) ? chosen : device;
  root.dir = root.lang === 'ar' ? 'rtl' : 'ltr';
}
