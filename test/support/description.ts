import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** A JSON Schema as far as {@link strict} looks into it. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly required?: boolean;
  readonly schema: { readonly type?: string };
  readonly example?: unknown;
}

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

/** What an OpenAPI description says, as far as tests look at it. */
export interface Description {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** The description with objects closed: readers must take new fields, but what we send must all be described. */
function strict(value: Json): Json {
  if (Array.isArray(value)) return value.map(strict);
  if (value === null || typeof value !== 'object') return value;
  const inner = Object.fromEntries(Object.entries(value).map(([k, v]) => [k, strict(v)]));
  return inner['type'] === 'object' && 'properties' in inner && !('additionalProperties' in inner) ? { ...inner, additionalProperties: false } : inner;
}

const pointer = (parts: readonly string[]) => parts.map((p) => `/${encodeURIComponent(p.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

/** A judge of answers by the schemas of the description: what is wrong with one; nothing, when it is as described. */
export function answerJudge(description: Description): (path: string, status: number, type: string, body: unknown) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(strict(description as unknown as Json) as object, 'https://description.invalid/');
  return (path, status, type, body) => {
    const bare = type.split(';')[0] ?? '';
    const content = description.paths[path]?.['get']?.responses[String(status)]?.content;
    if (!content || !(bare in content)) return [`${path} does not say that it answers ${status} as ${bare}`];
    const place = `https://description.invalid/#${pointer(['paths', path, 'get', 'responses', String(status), 'content', bare, 'schema'])}`;
    const judge = ajv.getSchema(place) ?? ajv.compile({ $ref: place });
    return judge(body) === true ? [] : (judge.errors ?? []).map((e) => `${path}${e.instancePath} ${e.message}`);
  };
}
