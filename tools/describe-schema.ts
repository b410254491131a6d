import pg from 'pg';

const ours = "n.nspname in ('kernel', 'parties', 'editorial', 'library', 'legislation', 'research', 'meetings', 'published')";

const statements = {
  relations: `
    select n.nspname || '.' || c.relname as name,
      case c.relkind when 'v' then 'view' else 'table' end as what,
      (select string_agg('  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
         || case when a.attidentity <> '' then ' generated always as identity' when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
            when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end
         || coalesce(' -- ' || col_description(c.oid, a.attnum), ''), E'\n' order by a.attnum)
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select string_agg('  ' || pg_get_constraintdef(k.oid), E'\n' order by k.conname) from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n') as constraints,
      (select string_agg('  ' || pg_get_indexdef(i.indexrelid), E'\n' order by i.indexrelid::regclass::text) from pg_index i where i.indrelid = c.oid) as indexes,
      obj_description(c.oid) as comment
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind in ('r', 'v') order by 1`,
  functions: `select pg_get_functiondef(p.oid) as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${ours} order by 1`,
};

interface Relation {
  name: string;
  what: string;
  columns: string;
  constraints: string | null;
  indexes: string | null;
  comment: string | null;
}

/** The catalogue of a database as readable text: tables and views with columns, constraints, indexes, comments; functions. */
export async function describeSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: relations } = await client.query<Relation>(statements.relations);
    const { rows: functions } = await client.query<{ text: string }>(statements.functions);
    const parts = relations.map((r) => [`-- ${r.what} ${r.name}${r.comment ? `: ${r.comment}` : ''}`, r.columns, r.constraints, r.indexes].filter(Boolean).join('\n'));
    return `-- Generated from the migrations by npm run generate; not executed.\n\n${[...parts, ...functions.map((f) => f.text)].join('\n\n')}\n`;
  } finally {
    await client.end();
  }
}
