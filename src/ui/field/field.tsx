import type { Children } from '../types.ts';

interface Described {
  id: string;
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  /** Said beside the label when the field may stay empty: "optional". */
  optional?: string | undefined;
}

export interface FieldProps extends Described {
  value?: string | undefined;
  type?: 'text' | 'email' | 'password' | 'search' | 'url' | 'tel' | 'number' | 'date' | 'datetime-local' | undefined;
  autocomplete?: string | undefined;
  inputmode?: 'text' | 'numeric' | 'email' | 'url' | 'search' | undefined;
  maxlength?: number | undefined;
  /** The language of what is typed in. */
  lang?: string | undefined;
  /** A text of several lines. */
  rows?: number | undefined;
  width?: 'short' | 'long' | undefined;
}

export interface SelectProps extends Described {
  value?: string | undefined;
  options: readonly { readonly value: string; readonly label: string; readonly lang?: string | undefined }[];
}

const describedBy = ({ id, hint, error }: Described) =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;

function Wrap({ field, children }: { field: Described; children: Children }) {
  return (
    <div class={field.error ? 'field field-wrong' : 'field'}>
      <label class="field-label" for={field.id}>
        {field.label}
        {field.optional && <span class="field-optional"> ({field.optional})</span>}
      </label>
      {field.hint && (
        <p class="field-hint" id={`${field.id}-hint`}>
          {field.hint}
        </p>
      )}
      {field.error && (
        <p class="field-error" id={`${field.id}-error`}>
          {field.error}
        </p>
      )}
      {children}
    </div>
  );
}

/** One question of a form: label, hint, what is wrong with the answer, and the answer as typed. */
export function Field(props: FieldProps) {
  const { id, name, value, type = 'text', rows, required, autocomplete, inputmode, maxlength, lang, width = 'long' } = props;
  const common = {
    id,
    name,
    required,
    maxlength,
    lang,
    class: width === 'short' ? 'field-control field-short' : 'field-control field-long',
    'aria-describedby': describedBy(props),
    'aria-invalid': props.error ? ('true' as const) : undefined,
  };
  return (
    <Wrap field={props}>
      {rows ? (
        <textarea {...common} rows={rows}>
          {value}
        </textarea>
      ) : (
        <input {...common} type={type} value={value} autocomplete={autocomplete} inputmode={inputmode} />
      )}
    </Wrap>
  );
}

/** A choice of one out of a list. */
export function Select(props: SelectProps) {
  const { id, name, value, options, required } = props;
  return (
    <Wrap field={props}>
      <select
        id={id}
        name={name}
        required={required}
        class="field-control field-long"
        aria-describedby={describedBy(props)}
        aria-invalid={props.error ? 'true' : undefined}
      >
        {options.map((o) => (
          <option key={o.value} value={o.value} selected={o.value === value} lang={o.lang}>
            {o.label}
          </option>
        ))}
      </select>
    </Wrap>
  );
}

/** A yes or no. */
export function Checkbox({
  id,
  name,
  label,
  value = 'yes',
  checked,
  hint,
}: {
  id: string;
  name: string;
  label: string;
  value?: string | undefined;
  checked?: boolean | undefined;
  hint?: string | undefined;
}) {
  return (
    <div class="field">
      <label class="field-check">
        <input type="checkbox" id={id} name={name} value={value} checked={checked} aria-describedby={hint ? `${id}-hint` : undefined} />
        <span>{label}</span>
      </label>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
