// What the page does beyond links and forms. Without it everything but the checks' one-by-one appearance still works.

let csrf = document.querySelector('input[name=csrf]')?.value ?? '';

/** After a new sign-in in another tab the form's token is another one; what was typed stays. */
async function renewToken() {
  const answer = await fetch('/settings');
  if (!answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  csrf = page.querySelector('input[name=csrf]')?.value ?? '';
  for (const field of document.querySelectorAll('input[name=csrf]')) field.value = csrf;
  return true;
}

/** What changes, while the page is looked at; and a word when it no longer does. */
function refresh() {
  const live = document.querySelector('[data-refresh]');
  if (!live) return;
  const lost = document.getElementById('lost');
  const every = Number(live.dataset.every ?? 10_000);
  let seen = new Date();
  let shown = '';
  const tell = (text) => {
    lost.hidden = text === '';
    lost.querySelector('p').textContent = text.replace('{time}', seen.toLocaleString(document.documentElement.lang));
  };
  setInterval(async () => {
    if (document.hidden) return;
    try {
      // a bridge that hangs is one that does not answer
      const answer = await fetch(live.dataset.refresh, { signal: AbortSignal.timeout(every) });
      if (answer.ok) {
        const text = await answer.text();
        // what a person has marked, to copy it, stays until the next round
        if (!live.contains(getSelection().isCollapsed ? null : getSelection().anchorNode)) {
          if (text !== shown) show(live, text);
          shown = text;
          seen = new Date();
        }
        tell('');
      } else {
        tell(answer.status === 401 || answer.status === 403 ? lost.dataset.ended : lost.dataset.lost);
      }
    } catch {
      tell(lost.dataset.lost);
    }
  }, every);
}

/** Replaces the content; leaves open what is open, and the focus where it is. */
function show(live, text) {
  const open = [...live.querySelectorAll('details[open]')].map((details) => details.id);
  const focused = live.contains(document.activeElement) ? document.activeElement : null;
  const row = focused?.closest('details')?.id;
  const link = focused?.getAttribute('href');
  live.innerHTML = text;
  open.forEach((id) => document.getElementById(id)?.setAttribute('open', ''));
  const again = [...live.querySelectorAll('a, summary')]
    .find((one) => (link ? one.getAttribute('href') === link : row && one.parentElement.id === row));
  if (focused) again?.focus({ preventScroll: true });
}

/** Buttons that take a line to the clipboard; hidden where a browser has none. */
function offerCopies(within) {
  if (!navigator.clipboard) return;
  for (const button of within.querySelectorAll('button.copy')) {
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.parentElement.querySelector('code').textContent);
      button.textContent = button.dataset.copied;
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }
}

/** "Test" and "Test and save": the checks appear one by one. */
function examine() {
  const form = document.getElementById('settings');
  if (!form) return;
  const section = document.getElementById('examination');
  const progress = document.getElementById('progress');
  const findings = document.getElementById('findings');
  const end = document.getElementById('end');
  const heading = document.getElementById('examination-heading');

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const buttons = form.querySelectorAll('button');
    const busy = (is) => {
      buttons.forEach((button) => { button.disabled = is; });
      section.setAttribute('aria-busy', String(is));
      progress.classList.toggle('busy', is);
      if (!is) progress.textContent = '';
    };
    section.hidden = false;
    findings.replaceChildren();
    end.replaceChildren();
    unmark();
    busy(true);
    progress.textContent = progress.dataset.running;
    heading.focus();
    try {
      const begin = () => fetch('/settings/tests', { method: 'POST', body, headers: { 'X-CSRF-Token': csrf } });
      let answer = await begin();
      if (answer.status === 403 && await renewToken()) answer = await begin();
      if (answer.status === 401 || answer.status === 403) {
        busy(false);
        progress.textContent = progress.dataset.signedOut;
        return;
      }
      if (!answer.ok) throw new Error(answer.status);
      watch(await answer.text(), busy);
    } catch {
      busy(false);
      progress.textContent = progress.dataset.broken;
    }
  });

  /** The fields that faults are about, so that a person who tabs through the form hears of them. */
  function mark() {
    for (const finding of end.querySelectorAll('[data-field]:not([data-field=""])')) {
      const field = document.getElementById(finding.dataset.field);
      if (!field) continue;
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', `${finding.id} hint-${field.id}`);
    }
  }

  function unmark() {
    for (const field of form.querySelectorAll('[aria-invalid]')) {
      field.removeAttribute('aria-invalid');
      field.setAttribute('aria-describedby', `hint-${field.id}`);
    }
  }

  function watch(id, busy) {
    const events = new EventSource(`/settings/tests/${id}/events`);
    // a connection that breaks is opened again, and everything is told again
    events.addEventListener('open', () => findings.replaceChildren());
    events.addEventListener('checking', (event) => { progress.textContent = event.data; });
    events.addEventListener('finding', (event) => {
      findings.insertAdjacentHTML('beforeend', event.data);
      const finding = findings.lastElementChild;
      // what passed is only counted while the checks run
      if (['ok', 'note', 'skipped', 'not-checkable'].includes(finding.dataset.health)) finding.remove();
      else offerCopies(finding);
    });
    events.addEventListener('end', (event) => {
      events.close();
      busy(false);
      findings.replaceChildren();
      end.innerHTML = event.data;
      offerCopies(end);
      mark();
      const secret = document.getElementById('secret');
      if (end.querySelector('[data-saved=true]') && secret.value) {
        secret.value = '';
        secret.placeholder = secret.dataset.set;
      }
      heading.scrollIntoView({ block: 'start' });
    });
    events.addEventListener('error', () => {
      if (events.readyState === EventSource.CLOSED) {
        busy(false);
        progress.textContent = progress.dataset.broken;
      }
    });
  }
}

refresh();
examine();
offerCopies(document);
