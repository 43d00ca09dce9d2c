// Imports the frame's element where there is no document.
self.onmessage = async () => {
  const module = await import('../channel-readiness-frame.js');
  self.postMessage({ hasDocument: 'document' in self, exports: Object.keys(module) });
};
