// The messenger puts what it signed behind the #, where no server sees it; it is sent once, by a form.
const signed = new URLSearchParams(location.hash.slice(1)).get('tgWebAppData');
const form = document.getElementById('signed');
history.replaceState(null, '', location.pathname);
if (signed) {
  form.elements.data.value = signed;
  form.submit();
}
