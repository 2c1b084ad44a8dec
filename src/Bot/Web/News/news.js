// Asks the browser for its leave to be pushed to, and leaves its subscription with the service. Used by the chat and by the page of news.
(() => {
  'use strict';
  const root = document.documentElement.dataset.root, headers = { 'X-Chat': '1', 'Accept-Language': document.documentElement.lang };
  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
  const able = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window && isSecureContext;
  const known = async () => (await navigator.serviceWorker.getRegistration(root + 'chat'))?.pushManager.getSubscription();
  let asked;
  const fetchOurs = async () => (await fetch(root + 'chat/push', { headers: { ...headers, 'X-Push': able() && (await known())?.endpoint || '' }, cache: 'no-store' })).json();
  const ours = () => asked ||= fetchOurs();

  // 'on', 'off' (may be offered), or 'unable' (no such browser, refused before, switched off here)
  async function state() {
    try {
      if (!able() || Notification.permission === 'denied') return 'unable';
      if (!(await ours()).key) return 'unable';
      return Notification.permission === 'granted' && (await ours()).on ? 'on' : 'off';   // it may have been ended here
    } catch { return 'unable'; }
  }

  // Call it from a press, since browsers ask for leave only then. Returns 'on', 'refused' or 'failed'.
  async function turnOn() {
    try {
      if (await Notification.requestPermission() !== 'granted') return 'refused';
      const { key } = await ours();
      await navigator.serviceWorker.register(root + 'chat/sw.js', { scope: root + 'chat' });
      const worker = await navigator.serviceWorker.ready;
      await (await worker.pushManager.getSubscription())?.unsubscribe();   // it may belong to another key
      const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
      const answer = await fetch(root + 'chat/push', { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(subscription) });
      asked = undefined;
      return answer.ok ? 'on' : 'failed';
    } catch { return 'failed'; }
  }
  // ---- the chat: below a receipt, how to hear of news and how to come back
  async function offer(node, make, button) {
    const box = make('div', 'news'), hint = make('p'), row = make('div', 'row'), more = make('a', 'tap');
    const { say } = await ours(), now = await state();
    hint.setAttribute('role', 'status');
    hint.textContent = now === 'on' ? say.on : say.hint;
    more.href = root + 'chat/kabar?lang=' + document.documentElement.lang; more.textContent = say.more;
    if (now === 'off') row.append(button('tap', say.push, async e => {
      const ask = e.currentTarget;
      ask.disabled = true;
      const outcome = await turnOn();
      hint.textContent = say[outcome];
      if (outcome === 'on') { more.focus(); ask.remove(); } else ask.disabled = false;
    }));
    row.append(more);
    box.append(hint, row);
    node.append(box);
    node.scrollIntoView({ block: 'nearest' });
  }
  window.SuaraNews = offer;

  // ---- the page of news: one button, one sentence
  const ask = document.getElementById('push-on'), said = document.getElementById('push-said');
  if (ask) {
    state().then(now => { ask.hidden = now !== 'off'; });
    ask.onclick = async () => {
      ask.disabled = true;
      const outcome = await turnOn();
      if (outcome === 'on') return location.replace(location.pathname + location.search);
      said.textContent = said.dataset[outcome];
      ask.disabled = false;
    };
  }

  // ---- the page that opens a talk by a link: its token travels behind the #, which no server and no log sees
  const open = document.getElementById('open-token');
  if (open) {
    open.value = location.hash.slice(1);
    history.replaceState(null, '', location.pathname + location.search);
    document.getElementById('open-go').hidden = !open.value;
    document.getElementById('open-none').hidden = !!open.value;
  }
})();
