// Where an author names a key, the keys of this exercise that fit are offered: a list to choose from, and what one types stays.
// Without this script the fields take the same keys, written by hand.
(() => {
  'use strict';
  // The kinds of key that a field takes, by the field's name: parts of the form that hold members with a key of their own.
  const TAKES = {
    of: ['cast'], unlike: ['cast'], subjects: ['cast', 'records'], people: ['cast'], person: ['cast'], report: ['cast'], clean: ['cast'],
    each: ['cast', 'records'], record: ['records'], records: ['records'], choice: ['choices'], choices: ['choices'], question: ['questions'],
    loses: ['objectives'], at: ['solution'], objective: ['objectives'],
  };
  // `cast-0-value-of`, and of a list `…-subjects-2-value`.
  const findField = (name) => (/-([a-z_]+)(?:-\d+-value)?$/.exec(name) || [])[1];

  const readKeys = (form, part) => [...form.querySelectorAll(`input[name^="${part}-"][name$="-value-key"]`)]
    .filter((input) => new RegExp(`^${part}-\\d+-value-key$`).test(input.name))
    .filter((input) => (form.elements[input.name.replace(/-value-key$/, '-deleted')] || {}).value !== '1')
    .map((input) => input.value.trim())
    .filter(Boolean);

  document.addEventListener('focusin', (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== 'text' || !input.form) return;
    const parts = TAKES[findField(input.name)];
    if (!parts) return;
    const id = `keys-${parts.join('-')}`;
    let list = document.getElementById(id);
    if (!list) {
      list = document.createElement('datalist');
      list.id = id;
      document.body.append(list);
    }
    const keys = [...new Set(parts.flatMap((part) => readKeys(input.form, part)))];
    list.replaceChildren(...keys.map((key) => Object.assign(document.createElement('option'), { value: key })));
    input.setAttribute('list', id);
  });
})();
