// Shows that there is news, and opens the talk. It keeps nothing and answers no request.
'use strict';
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', e => e.waitUntil(self.clients.claim()));
self.addEventListener('push', e => {
  let said = {};
  try { said = e.data.json(); } catch { /* a push without words still says that there is news */ }
  e.waitUntil(self.registration.showNotification(said.title || 'Suara Layanan', {
    body: said.body || '', lang: said.lang || 'id', tag: 'kabar', renotify: true,
  }));
});
self.addEventListener('notificationclick', e => {
  e.notification.close();
  e.waitUntil(self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then(open => {
    const chat = new URL(self.registration.scope).pathname;
    const talk = open.find(c => new URL(c.url).pathname === chat);
    return talk ? talk.focus() : self.clients.openWindow(chat);
  }));
});
