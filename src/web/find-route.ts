import { type PageRoute, routes } from './routes.ts';

export interface FoundRoute {
  readonly row: PageRoute;
  readonly params: Readonly<Record<string, string>>;
}

/** The page of a path, with what its `:names` stand for; null: there is none. */
export function findRoute(path: string, all: readonly PageRoute[] = routes): FoundRoute | null {
  const parts = partsOf(path);
  for (const row of all) {
    const params = match(partsOf(row.path), parts);
    if (params !== null) return { row, params };
  }
  return null;
}

/** A slash at the end is none. */
function partsOf(path: string): string[] {
  return path.replace(/\/+$/, '').split('/');
}

function match(wanted: readonly string[], parts: readonly string[]): Record<string, string> | null {
  if (wanted.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [place, want] of wanted.entries()) {
    const part = decoded(parts[place] ?? '');
    if (part === null) return null;
    if (want.startsWith(':') && part !== '') params[want.slice(1)] = part;
    else if (want !== part) return null;
  }
  return params;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null; // A lone `%`: nobody's address.
  }
}
