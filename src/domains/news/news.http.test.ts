import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '#test/app';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app?.close());

test('the list answers', async () => {
  const answer = await fetch(`${app.url}/en/news`);
  expect(answer.status).toBe(200);
});
