'use strict';
// Everything is drawn by the server: this asks for the page again, puts in what has changed, and knows keys.
(() => {
  const $ = id => document.getElementById(id);
  const live = $('live');
  const keys = $('keys');
  const every = () => Number(document.body.dataset.refresh);
  const longest = 15000;
  let misses = 0;
  let seen = new Date();

  // What is the same stays, so that focus, selection and open details do.
  const morph = (old, now) => {
    if (old.isEqualNode(now)) return;
    if (old.nodeType !== now.nodeType || old.nodeName !== now.nodeName) return old.replaceWith(now.cloneNode(true));
    if (old.nodeType !== Node.ELEMENT_NODE) { old.nodeValue = now.nodeValue; return; }
    for (const { name } of [...old.attributes]) {
      if (!now.hasAttribute(name) && !(name === 'open' && old.nodeName === 'DETAILS')) old.removeAttribute(name);
    }
    for (const { name, value } of now.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    const atEnd = old.scrollHeight - old.scrollTop - old.clientHeight < 4;
    morphChildren(old, now);
    if (atEnd && old.nodeName === 'PRE') old.scrollTop = old.scrollHeight;
  };

  // What has a key is known by it wherever it comes to stand; all else by its place.
  const keyOf = node => node.nodeType === Node.ELEMENT_NODE ? node.dataset.key || node.id : '';
  const morphChildren = (old, now) => {
    const stay = new Set([...now.childNodes].map(keyOf));
    const known = new Map([...old.childNodes].filter(keyOf).map(node => [keyOf(node), node]));
    let at = old.firstChild;
    for (const node of now.childNodes) {
      while (at && keyOf(at) && !stay.has(keyOf(at))) { const gone = at; at = at.nextSibling; gone.remove(); }
      const key = keyOf(node);
      const same = key ? known.get(key) : at && !keyOf(at) ? at : null;
      if (!same) { old.insertBefore(node.cloneNode(true), at); continue; }
      if (same === at) at = at.nextSibling;
      else old.moveBefore ? old.moveBefore(same, at) : old.insertBefore(same, at);
      morph(same, node);
    }
    while (at) { const gone = at; at = at.nextSibling; gone.remove(); }
  };

  const tell = (css, text) => {
    if (live.className !== css) live.className = css;
    if (live.textContent !== text) live.textContent = text;
  };

  const look = async () => {
    try {
      const answer = await fetch(location.href, { cache: 'no-store', redirect: 'error' });
      const now = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (!now.getElementById('main')) throw new Error(answer.status);
      if (document.title !== now.title) document.title = now.title;
      morph(document.querySelector('link[rel=icon]'), now.querySelector('link[rel=icon]'));
      morph($('main'), now.getElementById('main'));
      document.body.dataset.refresh = now.body.dataset.refresh;
      misses = 0;
      seen = new Date();
      tell('on', 'live');
    } catch {
      misses++;
      tell('off', `ecsjobs has ended; this was at ${seen.toLocaleTimeString('en-GB')}`);
    }
  };

  // One look after the other, fewer while nobody answers, none while nobody sees the page.
  const lookOn = async () => {
    if (!document.hidden) await look();
    setTimeout(lookOn, Math.min(longest, every() * 2 ** Math.min(misses, 4)));
  };
  document.addEventListener('visibilitychange', () => { if (!document.hidden) look(); });
  tell('on', 'live');
  setTimeout(lookOn, every());

  const rows = () => [...document.querySelectorAll('[data-row]')];
  const step = by => {
    const all = rows();
    const at = all.indexOf(document.activeElement.closest('[data-row]'));
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
    const goal = next && next.querySelector('.name a, h3 a, h3[tabindex]');
    if (goal) { goal.focus(); next.scrollIntoView({ block: 'nearest' }); }
  };
  const toButton = path => {
    const row = document.activeElement.closest('[data-row]') || document;
    const form = row.querySelector(`form[action$="/${path}"]`) || document.querySelector(`form[action$="/${path}"]`);
    if (!form) return;
    const sure = form.closest('details');
    if (sure) sure.open = true;
    (form.querySelector('input:not([type=hidden])') || form.querySelector('button')).focus();
  };
  const help = () => keys.open ? keys.close() : keys.showModal();
  $('help').hidden = false;
  $('help').addEventListener('click', help);

  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input')) return;
    if (e.key.startsWith('Arrow') && e.target.closest('pre')) return;
    if (keys.open && e.key !== '?') return;
    const does = {
      j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
      u: () => history.length > 1 ? history.back() : location.assign('/'),
      r: () => toButton('run'), c: () => toButton('cancel'), '?': help,
      Escape: () => document.querySelectorAll('details[open]').forEach(d => { d.open = false; }),
    }[e.key];
    const tab = document.querySelector(`.top nav a[data-key="${CSS.escape(e.key)}"]`);
    if (does) { if (e.key !== 'Escape') e.preventDefault(); does(); } else if (tab) tab.click();
  });
})();
