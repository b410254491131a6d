import { CanalShort } from '../canal/canal.tsx';
import { heading, type Children, type HeadingLevel, type Link } from '../types.ts';

export interface SectionProps {
  id: string;
  title: Children;
  level?: HeadingLevel | undefined;
  /** The way to all of it, beside the heading. */
  more?: Link | undefined;
  /** The marked heading of a main part: a short water line above. */
  marked?: boolean | undefined;
  children: Children;
}

/** A part of a page under a heading. */
export function Section({ id, title, level = 2, more, marked, children }: SectionProps) {
  const Title = heading(level);
  return (
    <section class="section" aria-labelledby={id}>
      {marked && <CanalShort />}
      <div class="section-head">
        <Title id={id}>{title}</Title>
        {more && (
          <a class="section-more" href={more.href} lang={more.lang}>
            {more.label}
          </a>
        )}
      </div>
      {children}
    </section>
  );
}
