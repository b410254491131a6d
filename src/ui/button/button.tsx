import type { Children } from '../types.ts';

export interface ButtonProps {
  children: Children;
  kind?: 'primary' | 'secondary' | 'quiet' | undefined;
  type?: 'submit' | 'button' | undefined;
  name?: string | undefined;
  value?: string | undefined;
  /** A link that looks like a button, for the next step of something. */
  href?: string | undefined;
}

const classes = { primary: 'button button-primary', secondary: 'button button-secondary', quiet: 'button button-quiet' } as const;

/** A step that changes or sends something; `quiet` looks like a link. */
export function Button({ children, kind = 'primary', type = 'submit', name, value, href }: ButtonProps) {
  const style = classes[kind];
  if (href !== undefined)
    return (
      <a class={style} href={href}>
        {children}
      </a>
    );
  return (
    <button class={style} type={type} name={name} value={value}>
      {children}
    </button>
  );
}
