import { z } from 'zod';
import type { View } from '#kernel/view';
import type { AnyKind } from '../../kind.ts';
import { glossarySchema, listParameters, listSchema, problemSchema, processAnswer, recordSchema, searchParameters, searchSchema, summarySchema, textSchema } from './schema.ts';

const schemas = [textSchema, summarySchema, recordSchema, listSchema, searchSchema, glossarySchema, processAnswer, problemSchema];

function components(): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  for (const schema of schemas) registry.add(schema, { id: schema.meta()?.id ?? '' });
  const described = z.toJSONSchema(registry, {
    target: 'draft-2020-12', uri: (id) => `#/components/schemas/${id}`, io: 'output',
    // Fields may be added: a client that refuses them would break on the day that one is.
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  }).schemas;
  // Inside one document they are places, not resources of their own (JSON Schema 2020-12, section 8.2.1: `$id` has no fragment).
  return Object.fromEntries(Object.entries(described).map(([id, { $id: _id, $schema: _dialect, ...schema }]) => [id, schema]));
}

interface Parameter {
  name: string;
  in: 'query';
  required: boolean;
  description?: string;
  schema: unknown;
  style?: string;
  explode?: boolean;
  example?: unknown;
}

/** `choices`: what a parameter may be, where only the running program knows. */
function parameters(schema: z.ZodObject, examples: Readonly<Record<string, unknown>>, choices: Readonly<Record<string, readonly string[]>>): Parameter[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as { description?: string; type?: string; items?: object };
    const typed = name === 'limit' || name === 'page' ? { ...rest, type: 'integer' } : rest;
    const choice = choices[name] && { enum: choices[name] };
    const own = typed.type === 'array' ? { ...typed, items: { ...typed.items, ...choice } } : { ...typed, ...choice };
    return {
      name, in: 'query', required: required.includes(name), schema: own, ...(description ? { description } : {}), ...(own.type === 'array' ? { style: 'form', explode: true } : {}),
      ...(name in examples ? { example: examples[name] } : {}),
    };
  });
}

const answer = (name: string, description: string) => ({ description, content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } });
const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } });
const common = { '304': { description: 'Not modified: the ETag sent in If-None-Match is that of now' }, '400': problem('A parameter cannot be read; each is named') };

/** The description of the API by OpenAPI 3.1, whose examples are addresses that answer. */
export function describeApi(view: View, kinds: readonly AnyKind[]): unknown {
  return {
    openapi: '3.1.1',
    info: {
      title: `${view.process_name}: what is published`,
      version: '1.0.0',
      summary: 'Everything that the portal publishes, in every language of the process, for programs. No key is needed.',
      description: 'Answers carry ETag; ask again with If-None-Match. Every text tells its language and what it translates. A withdrawn record answers 410 with its reason and successor.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: `${view.origin}/api/v1` }],
    paths: {
      '/records': {
        get: {
          operationId: 'listRecords', summary: 'Records, filtered and in order', parameters: parameters(listParameters, { kind: ['news'], limit: 5, sort: 'newest' }, { kind: kinds.map((k) => k.kind) }),
          responses: { '200': answer('RecordList', 'A page of records'), ...common },
        },
      },
      '/records/{folder}/{slug}': {
        get: {
          operationId: 'readRecord', summary: 'One record with its texts, facts, files and relations',
          parameters: [
            { name: 'folder', in: 'path', required: true, schema: { type: 'string', enum: kinds.map((k) => k.folder) }, example: 'pages' },
            { name: 'slug', in: 'path', required: true, description: 'The rest of the address; its slashes stay slashes', schema: { type: 'string' }, example: 'about' },
          ],
          responses: { '200': answer('Record', 'The record as published now'), ...common, '404': problem('There is no such record'), '410': problem('The record was withdrawn') },
        },
      },
      '/search': {
        get: { operationId: 'search', summary: 'Search over everything, across languages', parameters: parameters(searchParameters, { q: 'asylum' }, { lang: view.languages }), responses: { '200': answer('SearchResults', 'Best first'), ...common } },
      },
      '/glossary': { get: { operationId: 'readGlossary', summary: 'The glossary of the process', responses: { '200': answer('Glossary', 'All concepts'), ...common } } },
      '/process': { get: { operationId: 'readProcess', summary: 'The process: States, partners, bodies, themes', responses: { '200': answer('Process', 'The process definition'), ...common } } },
    },
    components: { schemas: components() },
  };
}
