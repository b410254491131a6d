import type { Children } from '../types.ts';

export interface NoticeProps {
  tone?: 'info' | 'warn' | 'error' | undefined;
  title?: string | undefined;
  children?: Children;
  /** Announced by assistive technology when it appears. */
  live?: boolean | undefined;
}

const classes = { info: 'notice', warn: 'notice notice-warn', error: 'notice notice-error' } as const;

/** Something to know before reading on. */
export function Notice({ tone = 'info', title, children, live }: NoticeProps) {
  return (
    <div class={classes[tone]} role={live ? (tone === 'error' ? 'alert' : 'status') : undefined}>
      {title && <p class="notice-title">{title}</p>}
      {children && <div>{children}</div>}
    </div>
  );
}
