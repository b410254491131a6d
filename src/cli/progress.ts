import { Presets, SingleBar } from 'cli-progress';

/** Tells how long work goes on: a bar on a terminal, now and then a plain line in a log, nothing for a machine. */
export interface Progress {
  update(phase: string, done: number, total: number): void;
  end(): void;
}

/** Plain lines come at most this often, in milliseconds. */
const lineEvery = 2000;

export function createProgress(stream: NodeJS.WriteStream, quiet: boolean): Progress {
  if (quiet) return { update: () => undefined, end: () => undefined };
  if (!stream.isTTY) {
    let last = 0;
    let lastPhase = '';
    return {
      update(phase, done, total) {
        if (done < total && phase === lastPhase && Date.now() - last < lineEvery) return;
        last = Date.now();
        lastPhase = phase;
        stream.write(`${phase}: ${done} of ${total}\n`);
      },
      end: () => undefined,
    };
  }
  let bar: SingleBar | null = null;
  let phase = '';
  return {
    update(next, done, total) {
      if (next !== phase) {
        bar?.stop();
        bar = new SingleBar({ format: `${next.padEnd(10)} [{bar}] {value} of {total}`, stream, hideCursor: true, clearOnComplete: false }, Presets.shades_classic);
        bar.start(total, done);
        phase = next;
      } else {
        bar?.setTotal(total);
        bar?.update(done);
      }
    },
    end() {
      bar?.stop();
      bar = null;
      phase = '';
    },
  };
}
