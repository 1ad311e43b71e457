// What Material's own script asks for by these names: a few values kept on this device,
// under the folder that the site lies in, so that two sites don't share them.
var __md_scope = new URL(document.currentScript.dataset.base, location);
var __md_hash = (text) => [...text].reduce((hash, c) => (hash << 5) - hash + c.charCodeAt(0), 0);
var __md_get = (key, store = localStorage, scope = __md_scope) =>
  JSON.parse(store.getItem(scope.pathname + "." + key));
var __md_set = (key, value, store, scope = __md_scope) => {
  try {
    (store ?? localStorage).setItem(scope.pathname + "." + key, JSON.stringify(value));
  } catch {
    // A private window may refuse to keep anything: nothing depends on it.
  }
};
