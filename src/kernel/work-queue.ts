/**
 * Works through a queue, at most `width` of it at the same time; work may add to the queue. Ends when nothing is left or under way. The first failure ends it as
 * well: nothing more is begun then.
 */
export function workThrough<T>(queue: T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  let working = 0;
  let failed = false;
  return new Promise((done, fail) => {
    const go = (): void => {
      if (queue.length === 0 && working === 0) done();
      for (; !failed && working < width && queue.length > 0; working++) {
        work(queue.shift() as T).then(() => {
          working--;
          go();
        }, (error: unknown) => {
          failed = true;
          fail(error);
        });
      }
    };
    go();
  });
}
