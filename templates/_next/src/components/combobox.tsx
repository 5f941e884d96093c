'use client';

import { type KeyboardEvent, useRef, useState } from 'react';
import { controlClass, Field, type FieldProps, fieldProps } from './field.tsx';
import { ChevronIcon } from './icons.tsx';

type Option = { id: string; label: string };

/** Finds what can be chosen, by a part of its label. Without a text it finds the first ones. */
export type Search = (text: string) => Promise<readonly Option[]>;

type ComboboxProps = FieldProps & {
  name: string;
  search: Search;
  defaultOption?: Option | null | undefined;
};

/**
 * A choice from many, found as people type. The form sends the id of what is chosen. For screen readers it is the combobox
 * of the ARIA Authoring Practices.
 */
export function Combobox({ name, search, defaultOption = null, ...field }: ComboboxProps) {
  const { id, label, hint, error } = field;
  const [chosen, setChosen] = useState(defaultOption);
  const [text, setText] = useState(chosen?.label ?? '');
  // Undefined while the list is closed, null if it could not be loaded.
  const [found, setFound] = useState<readonly Option[] | null>();
  const [active, setActive] = useState(-1);
  const searches = useRef(0);
  const options = found ?? [];
  const idOf = (index: number) => `${id}-option-${index}`;

  async function find(part: string) {
    searches.current += 1;
    const current = searches.current;
    const result = await search(part).catch(() => null);
    // Someone has typed more, or left the field.
    if (current !== searches.current) return;
    setFound(result);
    setActive(part === '' ? -1 : 0);
  }

  function choose(option: Option | null) {
    searches.current += 1;
    setFound(undefined);
    setChosen(option);
    setText(option?.label ?? '');
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const option = options[active];
    if (step !== undefined) {
      event.preventDefault();
      if (found === undefined) find('');
      else setActive((active + step + options.length) % Math.max(options.length, 1));
    }
    if (event.key === 'Enter' && option) {
      event.preventDefault();
      choose(option);
    }
    if (event.key === 'Escape' && found !== undefined) {
      event.preventDefault();
      choose(chosen);
    }
  }

  return (
    <Field {...field}>
      <input type="hidden" name={name} value={chosen?.id ?? ''} />
      <div className="relative">
        <input
          {...fieldProps(id, error, hint)}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={options.length > 0}
          aria-controls={`${id}-options`}
          aria-activedescendant={options[active] && idOf(active)}
          autoComplete="off"
          placeholder="Type to search"
          value={text}
          onClick={({ currentTarget }) => {
            currentTarget.select();
            find('');
          }}
          onChange={({ target: { value } }) => {
            setText(value);
            find(value.trim());
          }}
          onKeyDown={onKeyDown}
          // A text that is not chosen from the list means nothing; no text means no choice.
          onBlur={() => choose(text.trim() === '' ? null : chosen)}
          className={`h-12 truncate pe-11 ${controlClass}`}
        />
        <ChevronIcon className="pointer-events-none absolute end-3.5 top-1/2 size-5 -translate-y-1/2 text-soft" />
        {options.length > 0 && (
          <div
            id={`${id}-options`}
            role="listbox"
            aria-label={`${label}: found`}
            className={`max-h-72 overflow-y-auto ${popupClass}`}
          >
            {options.map((option, index) => (
              <div
                key={option.id}
                id={idOf(index)}
                ref={index === active ? scrollTo : undefined}
                role="option"
                tabIndex={-1}
                aria-selected={option.id === chosen?.id}
                onMouseDown={(event) => {
                  // The field keeps the focus.
                  event.preventDefault();
                  choose(option);
                }}
                className={`cursor-pointer truncate px-3.5 py-2.5 aria-selected:font-medium ${index === active ? 'bg-accent-wash' : 'hover:bg-sunken'}`}
              >
                {option.label}
              </div>
            ))}
          </div>
        )}
        {found !== undefined && options.length === 0 && (
          <p role="status" className={`px-3.5 text-soft ${popupClass}`}>
            {found === null ? 'The list could not be loaded.' : 'Nothing found.'}
          </p>
        )}
      </div>
    </Field>
  );
}

const popupClass =
  'absolute inset-x-0 top-full z-10 mt-1 rounded-md border border-edge bg-surface py-2 shadow-raised';

function scrollTo(option: HTMLElement | null) {
  option?.scrollIntoView({ block: 'nearest' });
}
