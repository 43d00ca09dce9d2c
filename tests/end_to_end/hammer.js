// Writes into the note of the question shown, a greater number each time and as often as a seed says, while the storage
// fails now and then; and holds whatever is called saved to what the database has then.
function hammer({ from, seed, fault, lasts }) {
  // In milliseconds; what is being saved for longer does not settle.
  const PATIENCE = 5_500;
  const state = { written: from, acknowledged: 0, falselySaved: 0, unsettled: 0, isDone: false };
  (window.hammers ??= {})[host] = state;
  const evidence = one('details.evidence');
  evidence.open = true;
  const note = evidence.querySelector('textarea');
  const indicator = one('[data-saved]');
  const question = one('[data-indicator]').dataset.indicator;

  let dice = seed;
  const below = (count) => {
    dice = (Math.imul(dice, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((dice / 2 ** 32) * count);
  };

  const write = () => {
    state.written += 1;
    note.value = String(state.written);
    note.dispatchEvent(new Event('input', { bubbles: true }));
  };

  // The number that the database has, of the only assessment; its envelope is that of docs/storage.md.
  const kept = () =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open('channel-readiness');
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const all = request.result.transaction('records', 'readonly').objectStore('records').getAll(IDBKeyRange.bound('assessment/', 'assessment0'), 1);
        all.onsuccess = () => {
          request.result.close();
          const [bytes] = all.result;
          const payload = 18 + bytes[16] + bytes[17];
          const { document: response } = JSON.parse(new TextDecoder().decode(bytes.subarray(payload, -4)));
          resolve(Number(response.answers[question]?.note ?? 0));
        };
      };
    });

  let savingSince = null;
  const look = async () => {
    const now = indicator.dataset.saved;
    savingSince = now === 'saving' ? (savingSince ?? performance.now()) : null;
    if (now !== 'saved') return;
    const claimed = state.written;
    state.acknowledged = claimed;
    if ((await kept()) < claimed) state.falselySaved += 1;
  };
  new MutationObserver(look).observe(indicator, { attributes: true, attributeFilter: ['data-saved'] });

  const until = performance.now() + lasts;
  const go = () => {
    if (savingSince !== null && performance.now() - savingSince > PATIENCE) {
      state.unsettled += 1;
      savingSince = null;
    }
    if (performance.now() > until) {
      state.isDone = true;
      return;
    }
    write();
    setTimeout(go, below(30));
  };
  const fail = () => {
    if (state.isDone) {
      window.fault = '';
    } else {
      if (fault !== 'closes') window.fault = window.fault ? '' : fault;
      // Only then is there something to be opened again.
      if (fault === 'closes' || fault.startsWith('open')) window.connections.forEach((one) => one.close());
      setTimeout(fail, 30 + below(250));
    }
  };
  go();
  if (fault) fail();
}
