// Imports the module where there is no document.
self.onmessage = async ({ data }) => {
  const module = await import('../channel-readiness.js');
  const { score } = await module.score(...data);
  self.postMessage({ hasDocument: 'document' in self, exports: Object.keys(module).sort(), score });
};
