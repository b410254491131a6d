import { createTextReader, parseText, type Block, type TextReader } from '#kernel/markdown';
import type { DraftText } from './draft.ts';

const prepared = new WeakMap<DraftText, readonly Block[]>();

const prefixOf = (text: DraftText) => `${text.lang}-`;

/** The body of a text in blocks, as they are kept. */
export function blocksOf(text: DraftText): readonly Block[] {
  return prepared.get(text) ?? parseText(text.body, { prefix: prefixOf(text) });
}

/** Fewer texts are read sooner than threads start. */
const worthThreads = 200;
/** Texts a task, and steps read ahead: threads are never idle, and memory stays bounded. */
const taskTexts = 40;
const stepsAhead = 2;

/** Divides texts into blocks ahead of their use, step by step, while the database works on the steps before. */
export interface BlocksAhead {
  /** Waits until {@link blocksOf} has those of a step at hand. */
  ready(step: number): Promise<void>;
  close(): Promise<void>;
}

async function prepare(reader: TextReader, texts: readonly DraftText[]): Promise<void> {
  const tasks = Array.from({ length: Math.ceil(texts.length / taskTexts) }, (_, i) => texts.slice(i * taskTexts, (i + 1) * taskTexts));
  await Promise.all(tasks.map(async (task) => {
    const blocks = await reader.read(task.map((text) => ({ markdown: text.body, prefix: prefixOf(text) })));
    task.forEach((text, i) => prepared.set(text, blocks[i] ?? []));
  }));
}

export function readBlocksAhead(steps: readonly (readonly DraftText[])[]): BlocksAhead {
  if (steps.reduce((sum, texts) => sum + texts.length, 0) < worthThreads) return { ready: async () => undefined, close: async () => undefined };
  const reader = createTextReader();
  const begun: Promise<void>[] = [];
  return {
    async ready(step) {
      while (begun.length <= Math.min(step + stepsAhead, steps.length - 1)) {
        const task = prepare(reader, steps[begun.length] ?? []);
        // Told to whoever waits for the step; nobody may come to that when another step fails before.
        task.catch(() => undefined);
        begun.push(task);
      }
      await begun[step];
    },
    close: () => reader.close(),
  };
}
