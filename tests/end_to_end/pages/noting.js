// Notes what goes wrong on a page, before any of its own scripts run: what the console is told, what nobody caught, and
// what the policy refused.
window.noted = [];
for (const name of ['error', 'warn']) {
  const own = console[name];
  console[name] = (...words) => {
    window.noted.push(`console.${name}: ${words.join(' ')}`);
    own.apply(console, words);
  };
}
addEventListener('error', ({ message, target }) => window.noted.push(`error: ${message ?? target.src ?? target.href}`), true);
addEventListener('unhandledrejection', ({ reason }) => window.noted.push(`rejection: ${reason}`));
addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  window.noted.push(`policy: ${effectiveDirective} ${blockedURI}`);
});
