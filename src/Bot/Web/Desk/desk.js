// Everything works without this; with it the desk is quicker by keyboard and two who look at one complaint see each other at once.
// The list that somebody works through is kept in this tab alone, so that back leads there and the next one is a press away.
const root = document.documentElement.dataset.root, desk = root + 'meja', kept = root === '/' ? 'meja' : desk;
const list = sessionStorage.getItem(kept);
if (document.querySelector('.tabs')) {
  sessionStorage.setItem(kept, location.pathname + location.search);
  const codes = [...document.querySelectorAll('.rows a.go')].map(a => a.textContent);
  sessionStorage.setItem(kept + '-codes', JSON.stringify(codes));
}
const next = document.querySelector('a.next');
if (next && list) {
  document.querySelectorAll('a.up').forEach(a => { a.href = list; });
  const codes = JSON.parse(sessionStorage.getItem(kept + '-codes') ?? '[]');
  const here = location.pathname.slice(desk.length).split('/')[2];
  const after = codes[codes.indexOf(here) + 1];
  if (after && codes.includes(here)) {
    next.href = desk + '/k/' + after;
    next.textContent = next.dataset.word + ' ' + after;
    next.hidden = false;
  }
}
const all = document.querySelector('[data-all]');
if (all && document.querySelector('.rows input[name=k]')) {
  const box = Object.assign(document.createElement('input'), { type: 'checkbox' });
  box.setAttribute('aria-label', all.dataset.all);
  box.addEventListener('change', () => document.querySelectorAll('.rows input[name=k]').forEach(k => { k.checked = box.checked; }));
  all.append(box);
}
const typing = e => e.target.closest('input, textarea, select');
const rows = () => [...document.querySelectorAll('.rows a.go')];
const move = by => {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement);
  all[Math.max(0, Math.min(all.length - 1, at + by))].focus();
};
const step = name => {
  const it = document.querySelector(`[data-step="${name}"]`);
  if (!it) return;
  if (it.tagName === 'DETAILS') {
    it.open = true;
    it.querySelector('textarea, input:not([type=hidden]), select, button').focus();
  } else it.focus();
};
const keys = {
  j: () => move(1), k: () => move(-1),
  '/': () => document.getElementById('find')?.focus(),
  u: () => { location.href = list ?? desk; }, n: () => document.querySelector('a.next[href]')?.click(),
  s: () => step('selesai'), v: () => step('verifikasi'), t: () => step('tanya'), c: () => step('catatan'), a: () => step('ambil'),
};
document.addEventListener('keydown', e => {
  if (e.key === 'Escape' && typing(e)) { e.target.blur(); return; }
  if (e.ctrlKey && e.key === 'Enter' && e.target.form) {
    if (e.repeat) return;
    const form = e.target.form;
    form.requestSubmit(form.querySelector('button[value=lihat]') ?? form.querySelector('button[value=ya]') ?? undefined);
    return;
  }
  if (typing(e) || e.ctrlKey || e.metaKey || e.altKey || !keys[e.key]) return;
  e.preventDefault();
  keys[e.key]();
});
document.querySelectorAll('select.canned').forEach(choice => choice.addEventListener('change', () => {
  const body = choice.selectedOptions[0].dataset.body, text = choice.form.elements.kata;
  if (body && (!text.value.trim() || text.value === text.dataset.canned)) text.value = text.dataset.canned = body;
}));
document.querySelector('.preview')?.scrollIntoView({ block: 'center' });
document.querySelector('.preview ~ .doing button[value=ya]')?.focus();
const company = document.getElementById('company');
if (company) setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch(company.dataset.from).catch(() => null);
  if (answer?.ok) { const now = await answer.text(); if (now !== company.innerHTML) company.innerHTML = now; }
}, 15000);

// A second press of the same step, before the page is there, is none: it would read as somebody else's.
document.addEventListener('submit', e => {
  if (e.target.method !== 'post') return;
  if (e.target.dataset.sent) { e.preventDefault(); return; }
  e.target.dataset.sent = '1';
  setTimeout(() => delete e.target.dataset.sent, 3000);
});
addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(f => delete f.dataset.sent));
