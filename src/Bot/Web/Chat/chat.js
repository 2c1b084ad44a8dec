(() => {
  'use strict';
  const $ = id => document.getElementById(id);
  const [log, scroller, field, net, slip, menu, menuOpen, newer] = ['log', 'scroll', 'write', 'net', 'slip', 'menu', 'menu-open', 'newer'].map($);
  const T = JSON.parse($('texts').textContent), { lang: language, dataset: { root } } = document.documentElement, here = root + 'chat/', region = language === 'id' ? 'id-ID' : 'en-GB';
  const clock = new Intl.DateTimeFormat(region, { hour: '2-digit', minute: '2-digit' });
  const dayName = new Intl.DateTimeFormat(region, { weekday: 'long', day: 'numeric', month: 'long' });
  const touch = matchMedia('(pointer: coarse)').matches, STORE = root === '/' ? 'chat.queue' : 'chat.queue ' + root, mb = +$('files').dataset.max, tooLarge = T['file-too-large'].replace('{0}', mb);
  const shown = new Map(), pressed = new Map(), keys = new Set(), files = new Map(), headers = { 'X-Chat': '1', 'Accept-Language': language };
  let menuTimer, last = 0, heard = 0, held = [], queue = [], sending = false, pause = 1000, timer, stream, backoff = 1000, ready = false, lost, day, followFocus = false, typing, typingTimer, acted = false, reply, replied = 0;

  const make = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const icon = d => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg'), path = document.createElementNS(svg.namespaceURI, 'path');
    svg.setAttribute('viewBox', '0 0 24 24'); svg.setAttribute('aria-hidden', 'true'); path.setAttribute('d', d); svg.append(path);
    return svg;
  };
  const PIN = 'M12 21s7-6.2 7-11.5a7 7 0 0 0-14 0C5 14.8 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z';
  const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(15)), b => b.toString(36).padStart(2, '0')).join('');
  const button = (className, text, act) => {
    const b = make('button', className, text);
    b.type = 'button'; b.onclick = act;
    return b;
  };
  const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 90;
  const toEnd = () => { scroller.scrollTop = scroller.scrollHeight; newer.hidden = true; };
  const sizeOf = n => n < 1e6 ? Math.ceil(n / 1024).toLocaleString(region) + ' KB' : (n / 1048576).toLocaleString(region, { maximumFractionDigits: 1 }) + ' MB';
  const say = text => { slip.textContent = text || ''; };
  const online = yes => {
    clearTimeout(lost); lost = 0;
    if (yes) net.textContent = '';
    else if (!navigator.onLine) net.textContent = T.offline;
    else lost = setTimeout(() => { net.textContent = T.offline; }, 1500);
  };

  // ---- lines. Words become text nodes, never markup.
  const MARKS = { '\u0002': 'strong', '\u0004': 'code' }, COMMAND = /(^|[\s(·])(\/[a-z_]{2,32}(?: [A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9])?)(?![\w/])/g;
  function words(box, text, ours) {
    let at = box;
    for (const part of text.split(/([\u0002-\u0005])/)) {
      if (MARKS[part]) { const inner = make(MARKS[part]); at.append(inner); at = inner; }
      else if (part === '\u0003' || part === '\u0005') at = at === box ? box : at.parentNode;
      else if (ours) commands(at, part);
      else at.append(part);
    }
  }
  function commands(at, text) {
    let from = 0;
    for (const hit of text.matchAll(COMMAND)) {
      const start = hit.index + hit[1].length;
      at.append(text.slice(from, start), button('cmd', hit[2], () => send({ text: hit[2] })));
      from = start + hit[2].length;
    }
    at.append(text.slice(from));
  }
  function fileOf(line, src) {
    if (line.file.picture && src) {
      const picture = make('img', 'picture');
      picture.alt = line.file.alt || line.file.name; picture.src = src;
      picture.onerror = () => picture.replaceWith(make('span', '', line.file.name));
      const end = atEnd();
      picture.onload = () => end && toEnd();
      return picture;
    }
    const link = make(src ? 'a' : 'div', 'file'), name = make('span', '', line.file.name);
    if (src) { link.href = src; link.setAttribute('download', line.file.name); }
    if (line.file.size) name.append(make('small', '', sizeOf(line.file.size)));
    link.append(icon('M14 3H6v18h12V7zM14 3v4h4'), name);
    return link;
  }
  function tapOf(id, b, card) {
    if (b.url) {
      const link = make('a', 'tap', b.label);
      link.href = /^(https?:|\/)/.test(b.url) ? b.url : '#'; link.target = '_blank'; link.rel = 'noopener noreferrer';
      return link;
    }
    const data = b.start != null ? '/start ' + b.start : b.data;
    const tap = button('tap', b.label, e => press(id, data, e.currentTarget));
    tap.dataset.press = data;
    return tap;
  }
  function fill(node, e, src) {
    const line = e.line, bubble = make('div', 'bubble');
    node.replaceChildren(bubble);
    if (line.file) bubble.append(fileOf(line, src));
    const text = line.text || (line.place ? T['place-shared'] : '');
    if (text) { const box = make('div', 'text'); box.dir = 'auto'; box.id = 't' + (e.id || 'new'); words(box, text, !e.mine); if (line.place) { box.classList.add('pin'); box.prepend(icon(PIN)); } bubble.append(box); }
    bubble.append(make('span', 'meta', e.pending ? T.waiting : clock.format(e.at)));
    const rows = (line.rows || []).map(row => row.map(b => tapOf(e.edits || e.id, b, line.card)));
    if (line.asksPlace) { const here = button('tap place', T.place, locate); here.prepend(icon(PIN)); rows.unshift([here]); }
    if (rows.length) node.append(rowsOf(rows, text));
    if (line.news && !e.mine) offerNews(node);
  }
  function rowsOf(rows, text) {
    const box = make('div', 'rows');
    box.setAttribute('role', 'group'); box.setAttribute('aria-label', question(text) || T.us);
    for (const row of rows) { const div = make('div', 'row'); div.append(...row); box.append(div); }
    return box;
  }
  function offerNews(node) { // below a receipt
    const go = () => SuaraNews(node, make, button), script = make('script');
    if (window.SuaraNews) return go();
    script.src = here + 'news.js'; script.onload = go; document.head.append(script);
  }
  // What is answered below: the numbered question, else the last line.
  const question = text => {
    const lines = (text || '').replace(/[\u0002-\u0005]/g, '').split('\n').filter(l => l.trim());
    return (lines.find(l => /^\d+\/\d+ · /.test(l)) || lines.pop() || '').slice(0, 200);
  };
  function lineOf(e, src) {
    const node = make('div', 'line' + (e.mine ? ' mine' : '') + (e.pending ? ' pending' : ''));
    node.tabIndex = -1; node.setAttribute('role', 'group'); node.setAttribute('aria-label', e.mine ? T.me : T.us);
    fill(node, e, src);
    return node;
  }
  function put(node, at, mine) {
    const end = atEnd(), before = log.querySelector('.pending'), today = new Date(at).toDateString();
    if (today !== day && !node.classList.contains('pending')) {
      day = today;
      log.insertBefore(make('div', 'day', day === new Date().toDateString() ? T.today : dayName.format(at)), before);
    }
    if (node.parentNode !== log || before !== node) log.insertBefore(node, before === node ? before.nextSibling : before);
    const answers = acted && !mine, sent = node.classList.contains('pending');
    if (sent || end || !ready || answers) toEnd();
    else { if (!mine) newer.hidden = false; return; }
    if (mine || !ready) return;
    // What comes together is read from its first line: a receipt stays in view above what follows it.
    if (answers || !reply?.isConnected || Date.now() - replied > 4000) { reply = node; replied = Date.now(); acted = false; }
    scroller.scrollTop = Math.min(scroller.scrollHeight, reply.offsetTop - log.parentNode.offsetTop - 8);
  }
  const srcOf = e => e.line.file ? `${here}files/${e.edits || e.id}?v=${e.id}` : '';
  const strip = id => {
    const old = shown.get(+id);
    if (old) old.node.querySelector('.rows')?.remove();
  };

  // ---- what comes from the service
  function take(e) {
    if (e.id <= last) return;
    last = e.id;
    if (e.mine) return mine(e);
    heard = e.id;
    stopTyping();
    if (e.edits) pressed.delete(+e.edits);
    const target = shown.get(e.edits), hadFocus = followFocus && (document.activeElement === document.body || log.contains(document.activeElement));
    held = held.filter(h => !target || h.line.on !== e.edits);
    release();
    const node = target ? replace(target, e) : add(e);
    if (e.line.retires && +e.line.retires !== (e.edits || e.id)) strip(e.line.retires);
    if (e.line.card) for (const [id, old] of shown) if (old.card && id !== (e.edits || e.id)) strip(id);
    if (!e.line.card && ready) { clearTimeout(menuTimer); menuTimer = setTimeout(fetchMenu, 700); }
    if (hadFocus) { node.focus({ preventScroll: true }); followFocus = false; }
  }
  function add(e) {
    const node = lineOf(e, srcOf(e));
    shown.set(e.edits || e.id, { node, card: !!e.line.card });
    put(node, e.at, e.mine);
    return node;
  }
  function replace(old, e) {
    const end = atEnd(), inside = old.node.contains(document.activeElement);
    fill(old.node, e, srcOf(e));
    old.card = !!e.line.card;
    if (inside) old.node.focus({ preventScroll: true });
    if (end) toEnd();
    return old.node;
  }
  function mine(e) {
    keys.add(e.key);
    const waiting = log.querySelector(`.pending[data-key="${e.key}"]`);
    // A press is shown unless the next question replaces its card.
    if (e.line.on) { if (!e.line.hidden) held.push(e); return; }
    release();
    if (e.line.hidden) return;
    if (!waiting) return void add(e);
    fill(waiting, e, srcOf(e));
    put(waiting, e.at, true);
    waiting.classList.remove('pending');
  }
  function release() { const out = held; held = []; out.forEach(add); }
  function startTyping() {
    clearTimeout(typingTimer);
    typingTimer = setTimeout(() => {
      const end = atEnd();
      typing ||= make('div', 'typing');
      typing.setAttribute('role', 'img'); typing.setAttribute('aria-label', T.typing);
      typing.replaceChildren(make('i'), make('i'), make('i'));
      scroller.append(typing);
      if (end) toEnd();
      typingTimer = setTimeout(stopTyping, 12000);
    }, 500);
  }
  function stopTyping() { clearTimeout(typingTimer); typing?.remove(); }
  async function load() {
    try {
      const answer = await fetch(here + 'messages?after=' + last, { headers, cache: 'no-store' });
      if (answer.status === 401) return say((await answer.json()).error);
      if (!answer.ok) throw new Error();
      for (const e of (await answer.json()).messages) take(e);
    } catch { online(false); setTimeout(load, backoff = Math.min(backoff * 2, 30000)); return; }
    release();
    queue.forEach(item => { if (keys.has(item.id)) return; draw(item); if (item.press) { pressed.set(+item.press.message, item); mark(item.press.message); } });
    toEnd();
    ready = true; backoff = 1000;
    if (!last && !queue.length) enqueue({ id: 'hello-' + new Date().toISOString().slice(0, 16).replace(/\D/g, ''), text: '/start', hidden: true });
    flush(); follow(); fetchMenu();
  }
  function follow() {
    stream?.close();
    stream = new EventSource(here + 'stream?after=' + last);
    stream.onopen = () => { backoff = 1000; online(true); };
    stream.onmessage = m => take(JSON.parse(m.data));
    stream.onerror = () => { stream.close(); online(false); setTimeout(catchUp, backoff); backoff = Math.min(backoff * 2, 30000); };
  }
  // A stream may be refused (too many tabs) where a question is answered, and one that died asleep says nothing.
  async function catchUp() {
    try {
      const answer = await fetch(here + 'messages?after=' + last, { headers, cache: 'no-store' });
      if (answer.ok) { for (const e of (await answer.json()).messages) take(e); release(); online(true); }
    } catch { /* still away */ }
    follow();
  }
  document.addEventListener('visibilitychange', () => { if (!document.hidden && ready) follow(); });

  // ---- what goes to the service, each id once. The queue outlives a reload.
  const stored = () => { try { return JSON.parse(localStorage.getItem(STORE)) || []; } catch { return []; } };
  const store = list => { try { localStorage.setItem(STORE, JSON.stringify(list)); } catch { /* no room: it lives as long as the page */ } };
  function enqueue(item) {
    queue.push(item);
    if (!item.file) store([...stored(), item]);
  }
  function drop(id) {
    queue = queue.filter(i => i.id !== id);
    store(stored().filter(i => i.id !== id));
    files.delete(id);
  }
  function draw(item) {
    if (item.hidden || item.press) return;
    const file = files.get(item.id), picture = file && /^image\/(jpeg|png|webp)$/.test(file.type);
    const line = { text: item.text, place: item.place, file: file && { name: file.name, picture, size: file.size } };
    const node = lineOf({ mine: true, pending: true, line }, picture ? URL.createObjectURL(file) : '');
    node.dataset.key = item.id;
    log.append(node);
    toEnd();
  }
  function send(item, file) {
    item.id ||= newId();
    acted = true;
    say('');
    if (file) { files.set(item.id, file); item.file = true; }
    enqueue(item);
    if (ready) { draw(item); flush(); }
  }
  function post(item) {
    if (!item.file) {
      return fetch(here + 'messages', { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify({ ...item, language }), signal: AbortSignal.timeout?.(30000) });
    }
    const form = new FormData();
    for (const [k, v] of Object.entries({ id: item.id, language, album: item.album || '' })) form.append(k, v);
    form.append('file', files.get(item.id));
    return fetch(here + 'files', { method: 'POST', headers, body: form });
  }
  async function flush() {
    clearTimeout(timer);
    if (sending || !ready) return;
    sending = true;
    while (queue.length) {
      const item = queue[0], before = heard;
      let answer, error;
      if (!navigator.onLine) { online(false); again(); break; }
      item.tried = true;
      if (item.press) mark(item.press.message);
      try {
        answer = await post(item);
        if (!answer.ok) error = (await answer.json().catch(() => ({}))).error || (answer.status === 413 ? tooLarge : T.trouble);
      } catch {
        const file = files.get(item.id);
        if (file && !await file.slice(0, 1).arrayBuffer().then(() => true, () => false)) {   // changed or gone since it was chosen
          drop(item.id); settle(item, T['file-unreadable'].replace('{0}', file.name)); continue;
        }
        online(false); again(); break;
      }
      if (answer.status === 429 || (answer.status >= 500 && answer.status !== 507)) { say(item.slip = error); again(1000 * answer.headers.get('Retry-After')); break; }
      drop(item.id); pause = 1000; online(true);
      settle(item, error, heard !== before);
    }
    sending = false;
  }
  function again(after) { timer = setTimeout(flush, after || pause); pause = Math.min(pause * 2, 30000); }
  function settle(item, error, answered) {
    if (item.press) setTimeout(() => { release(); let_go(item); }, error ? 0 : 4000);
    if (!error) { if (item.slip) say(''); if (!answered) startTyping(); return; }
    say(error);
    log.querySelector(`.pending[data-key="${item.id}"]`)?.remove();
    if (item.text && !item.hidden && !field.value) { field.value = item.text; grow(); }
  }
  // What is shown is recorded: a press can be changed until it is on its way.
  function mark(id) {
    const item = pressed.get(+id);
    for (const tap of shown.get(+id)?.node.querySelectorAll('button.tap[data-press]') || []) {
      const chosen = !!item && tap.dataset.press === item.press.data;
      tap.classList.toggle('chosen', chosen);
      if (item) tap.setAttribute('aria-pressed', chosen); else tap.removeAttribute('aria-pressed');
      tap.disabled = !!item && !!item.tried;
    }
  }
  function let_go(item) {
    const id = +item.press.message;
    if (pressed.get(id) !== item) return;   // the card shows the next question, with a press of its own
    pressed.delete(id); mark(id);
  }
  // Who taps on while an answer is on its way does not mean the question that comes under the finger meanwhile.
  let hasty = 0;
  const isHasty = () => Date.now() - hasty < 700;
  log.addEventListener('pointerdown', e => {
    if (isHasty() || e.target.closest('.line')?.querySelector('.tap.chosen:disabled')) hasty = Date.now();
  }, true);
  function press(id, data, tap) {
    if (isHasty()) return;
    const earlier = pressed.get(+id);
    if (earlier?.tried) return;
    if (earlier) drop(earlier.id);
    const item = { id: newId(), press: { message: id, data } };
    followFocus = true;
    tap.closest('.line').focus({ preventScroll: true });
    pressed.set(+id, item);
    mark(id);
    send(item);
  }
  let locating = false;
  function locate() {
    if (!navigator.geolocation) return say(T['place-refused']);
    if (locating) return;
    locating = true;
    navigator.geolocation.getCurrentPosition(
      // Who went on meanwhile is asked for no place any more.
      at => { locating = false; if (log.querySelector('.tap.place')) send({ place: { latitude: at.coords.latitude, longitude: at.coords.longitude } }); },
      () => { locating = false; say(T['place-refused']); }, { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 });
  }
  function attach(list) {
    const chosen = [...list], album = chosen.length > 1 ? newId() : '', left = new Set();
    for (const file of chosen) {
      if (file.size > mb * 1048576) left.add(tooLarge);
      else if (file.size) send({ album }, file);
      else left.add(T['file-empty'].replace('{0}', file.name));
    }
    say([...left].join(' '));
  }

  // ---- the menu
  async function fetchMenu() {
    try {
      const answer = await fetch(here + 'menu', { headers });
      if (!answer.ok) return;
      const speaks = answer.headers.get('Content-Language');
      if (speaks && speaks !== language) return !queue.length && !field.value && location.reload();   // the frame speaks as the talk
      const items = await answer.json();
      const at = [...menu.children].indexOf(document.activeElement);   // who moved on in the old menu stays
      menu.replaceChildren(...items.map(({ command, label }) => {
        const b = button('', label, () => { showMenu(false); send({ text: command }); if (!touch) field.focus(); });
        b.setAttribute('role', 'menuitem'); b.tabIndex = -1; b.append(make('small', '', command));
        return b;
      }));
      const way = make('a', '', T['news-menu']);
      way.href = here + 'kabar'; way.tabIndex = -1; way.role = 'menuitem'; menu.append(way);
      menuOpen.hidden = !items.length;
      if (!menu.hidden) menu.children[Math.max(0, Math.min(at, items.length - 1))]?.focus();
    } catch { /* the menu of the last time stays */ }
  }
  function showMenu(yes) {
    menu.hidden = !yes; menuOpen.setAttribute('aria-expanded', yes);
    if (yes) { menu.firstElementChild?.focus(); fetchMenu(); }
  }
  const step = (list, event) => {
    const at = list.indexOf(document.activeElement), by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? list.length - 1 : by && Math.max(0, Math.min(list.length - 1, at + by));
    if (to === undefined || !list.length) return;
    event.preventDefault(); list[to].focus();
  };

  const grow = () => { const end = atEnd(); field.style.height = 'auto'; field.style.height = field.scrollHeight + 3 + 'px'; if (end) toEnd(); };
  const submit = () => {
    const text = field.value.trim();
    if (!text) return field.focus();
    const parts = partsOf(text);
    if (parts.length > 5) { say(T['too-long'].replace('{0}', text.length).replace('{1}', 4 * field.dataset.max)); return field.focus(); }
    field.value = ''; grow(); parts.forEach(part => send({ text: part })); field.focus();
  };
  // What one message cannot hold goes as several, cut between two words.
  const partsOf = text => {
    const max = +field.dataset.max, cut = text.lastIndexOf(' ', max), at = cut > max / 2 ? cut : max;
    return text.length <= max ? [text] : [text.slice(0, at).trim(), ...partsOf(text.slice(at).trim())];
  };
  $('form').onsubmit = e => { e.preventDefault(); submit(); };
  $('attach').onclick = () => $('files').click();
  $('files').onchange = e => { attach(e.target.files); e.target.value = ''; };
  field.oninput = () => { grow(); say(''); };
  field.onpaste = e => { if (e.clipboardData.files.length) { e.preventDefault(); attach(e.clipboardData.files); } };
  field.onkeydown = e => {
    if (e.key === 'Enter' && !e.shiftKey && !e.isComposing && !touch) { e.preventDefault(); submit(); }
    if (e.key === 'ArrowUp' && !field.value) { const open = log.querySelectorAll('.rows'); if (open.length) { e.preventDefault(); open[open.length - 1].querySelector('.tap').focus(); } }
  };
  log.onkeydown = e => { const line = e.target.closest('.line'); if (line) step([...line.querySelectorAll('.tap:not(:disabled)')], e); };
  menu.onkeydown = e => { if (e.key === 'Escape' || e.key === 'Tab') { showMenu(false); if (e.key === 'Escape') menuOpen.focus(); } else step([...menu.children], e); };
  menuOpen.onclick = () => showMenu(menu.hidden);
  document.addEventListener('click', e => { if (!menu.hidden && !e.target.closest('#menu, #menu-open')) showMenu(false); });
  newer.textContent = '↓ ' + T.new; newer.onclick = toEnd;
  scroller.onscroll = () => { if (atEnd()) newer.hidden = true; };
  let bottom = true;
  scroller.addEventListener('scroll', () => { bottom = atEnd(); });
  addEventListener('resize', () => { if (bottom) toEnd(); });
  addEventListener('online', () => { online(true); pause = 1000; flush(); if (ready) follow(); });
  addEventListener('offline', () => online(false));
  addEventListener('pagehide', () => stream?.close());
  addEventListener('pageshow', e => { if (e.persisted) follow(); });

  // ---- begin. A link's payload goes into the queue and out of the address.
  queue = stored();
  const payload = new URLSearchParams(location.search).get('start');
  if (payload) enqueue({ id: newId(), text: '/start ' + payload.slice(0, 100), hidden: true });
  if (location.search) history.replaceState(null, '', location.pathname);
  load();
})();
