// The names of the contract of <channel-readiness>. Made of src/embed/contract.json by `cargo xtask contract`.

export const ATTRIBUTES = ['lang', 'storage-key', 'pack', 'sample', 'standalone', 'theme', 'mode', 'readonly', 'loading', 'side', 'length', 'company', 'counterpart', 'name', 'required'];
export const PROPERTIES = ['result', 'pack', 'storageKey', 'sample', 'standalone', 'theme', 'mode', 'readOnly', 'loading', 'side', 'length', 'company', 'counterpart', 'name', 'required'];
export const METHODS = ['results', 'scores', 'exportData', 'importData', 'start', 'open', 'print', 'clear', 'checkValidity', 'reportValidity'];
export const EVENTS = ['cr-ready', 'cr-start', 'cr-answer', 'cr-complete', 'cr-result', 'cr-saved', 'cr-error'];
// What attributes may say, those that may not say anything.
export const VALUES = {
  theme: ['auto', 'light', 'dark'],
  mode: ['assess', 'result', 'partners'],
  loading: ['eager', 'lazy'],
  side: ['vendor', 'partner'],
  length: ['quick', 'full'],
};
