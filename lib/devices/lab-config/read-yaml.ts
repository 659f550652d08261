import { isAlias, Lexer, LineCounter, parseDocument, visit } from 'yaml';
import { AppError } from '@/lib/platform/errors';

/** A configuration of 500 devices has about 10,000; what has more takes too long to read. */
const TOKENS_AT_MOST = 200_000;
const DEEPEST = 50;
const ALIASES_AT_MOST = 50;

const refused = (message: string) => new AppError('invalid', message);

/**
 * 422 for text that the parser would go too deep or too long for; its lexer does not recurse.
 * Brackets and the marks of nested blocks on one line are what nests without indentation.
 */
function refuseExcess(text: string): void {
  let tokens = 0;
  let brackets = 0;
  let marks = 0;
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    if (tokens > TOKENS_AT_MOST) throw refused('The configuration is too long to be one of a lab.');
    if (token === '[' || token === '{') brackets += 1;
    else if (token === ']' || token === '}') brackets -= 1;
    else if (token === '-' || token === '?' || token === ':') marks += 1;
    else if (token.startsWith('\n') || token.startsWith('\r')) marks = 0;
    if (brackets > DEEPEST || (brackets === 0 && marks > DEEPEST)) {
      throw refused('The configuration is nested too deeply.');
    }
  }
}

/** A parsed document: its root, and where an alias leads. */
export type YamlTree = { root: unknown; resolve: (node: unknown) => unknown };

function parsedTree(text: string): YamlTree {
  const lines = new LineCounter();
  // Keys are compared by whoever reads them: the parser compares each with each.
  const document = parseDocument(text, {
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw refused(`The configuration is not YAML: line ${line}, column ${col}: ${error.message}`);
  }
  let aliases = 0;
  visit(document, {
    Alias: () => {
      aliases += 1;
      return aliases > ALIASES_AT_MOST ? visit.BREAK : undefined;
    },
  });
  if (aliases > ALIASES_AT_MOST) {
    throw refused(`The configuration has too many aliases: ${ALIASES_AT_MOST} at most.`);
  }
  return {
    root: document.contents,
    resolve: (node) => (isAlias(node) ? node.resolve(document) : node),
  };
}

/** YAML 1.2 as a tree. 422 for what is not YAML, naming the line, and for what is made to exhaust. */
export function readYaml(text: string): YamlTree {
  refuseExcess(text);
  try {
    return parsedTree(text);
  } catch (error) {
    if (error instanceof AppError) throw error;
    // The parser recurses into what is nested by indentation.
    throw refused('The configuration is nested too deeply, or is not YAML.');
  }
}
