// Runs before the first paint, so that a chosen theme never flashes. An own file, because the page allows no inline script.
try {
  const chosen = localStorage.getItem('parley.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Storage may be shut off; then the system's theme holds.
}
