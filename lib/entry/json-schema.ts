import { z } from 'zod';

export type JsonSchema = { [keyword: string]: unknown };

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Refs into the schema's own $defs, pointed at the document's components. */
function pointAtComponents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointAtComponents);
  if (!isSchema(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([keyword, inner]) => [
      keyword,
      keyword === '$ref' && typeof inner === 'string'
        ? inner.replace(/^#\/\$defs\//, '#/components/schemas/')
        : pointAtComponents(inner),
    ]),
  );
}

/**
 * What a zod schema takes, as JSON Schema 2020-12, which OpenAPI 3.1 speaks. Schemas that have an
 * id are put into `components` and referred to.
 */
export function jsonSchemaOf(
  schema: z.ZodType,
  components: Record<string, JsonSchema>,
): JsonSchema {
  const { $schema, $defs, ...own }: JsonSchema = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // The format says it; the pattern of a date-time is half a page.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  void $schema;
  if (isSchema($defs)) {
    for (const [name, part] of Object.entries($defs)) {
      const pointed = pointAtComponents(part);
      if (isSchema(pointed)) components[name] = pointed;
    }
  }
  const pointed = pointAtComponents(own);
  return isSchema(pointed) ? pointed : {};
}

/** The named properties of an object schema, each with whether it must be given. */
export function propertiesOf(
  schema: JsonSchema,
): { name: string; required: boolean; schema: JsonSchema }[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(isSchema(schema.properties) ? schema.properties : {}).map(
    ([name, property]) => ({
      name,
      required: required.includes(name),
      schema: isSchema(property) ? property : {},
    }),
  );
}
