// The browser's database, failing as `window.fault` says: from the address at first, later as the tests set it. Only
// writing transactions fail, so that the tests can look at what is there.
{
  window.fault = new URLSearchParams(location.search).get('fault') ?? '';
  // How often the database was to be opened, what is open, and the durability that each write asked for.
  window.opens = 0;
  window.connections = [];
  window.durability = [];
  const exception = (name) => new DOMException('made up', name);
  const instead = (owner, name, make) => {
    const original = owner[name];
    owner[name] = function (...given) {
      return make(() => original.apply(this, given), given, this);
    };
  };
  instead(IDBFactory.prototype, 'open', (open) => {
    window.opens += 1;
    const silent = {};
    if (window.fault === 'open-throws') throw exception('UnknownError');
    if (window.fault === 'open-is-silent') return silent;
    if (window.fault === 'open-fails') {
      silent.error = exception('UnknownError');
      setTimeout(() => silent.onerror?.({ type: 'error', target: silent }));
      return silent;
    }
    const request = open();
    request.addEventListener('success', () => window.connections.push(request.result));
    return request;
  });
  instead(IDBDatabase.prototype, 'transaction', (begin, [, mode, options]) => {
    if (mode === 'readwrite') {
      window.durability.push(options?.durability ?? 'default');
      if (window.fault === 'transaction-throws') throw exception('InvalidStateError');
    }
    return begin();
  });
  instead(IDBObjectStore.prototype, 'put', (put, _, store) => {
    if (window.fault === 'full') throw exception('QuotaExceededError');
    const request = put();
    if (window.fault === 'aborts') request.addEventListener('success', () => store.transaction.abort());
    return request;
  });
}
