/** The limit of what `node:http` can do: one answer, always the same. Its first argument is a file with the answer: status, headers, body. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { status, headers, body } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as { status: number; headers: Record<string, string>; body: string };
const bytes = Buffer.from(body, 'base64');

const server = createServer({ keepAliveTimeout: 65_000 }, (_request, response) => {
  response.writeHead(status, headers);
  response.end(bytes);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(`the bare server is at http://127.0.0.1:${address.port}`);
});
process.on('SIGTERM', () => process.exit(0));
