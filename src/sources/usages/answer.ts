import { usageFindings } from '../../domain/usages/findings.ts';
import { codeFileOf } from '../../domain/usages/codeFile.ts';
import { ignoreReader } from '../../domain/usages/ignoreReader.ts';
import { projectUsages } from '../../domain/usages/projectUsages.ts';
import { receiversOf } from '../../domain/usages/receivers.ts';
import { discoveryRewrite } from '../../domain/usages/discoveryRewrite.ts';
import type { Answers, FilesQuestion, JoinAnswer, JoinQuestion, OpenText, Question, RewriteQuestion, SearchAnswer } from './protocol.ts';
import { smallText } from './readFile.ts';
import { programBeside, searchAll } from './searchAll.ts';
import { newSearch, searchFile, unsearchedWords } from './searchFiles.ts';
import type { Searched } from './searchFiles.ts';
import { isWalked } from './walk.ts';
import { isWorthReading } from './worth.ts';

/** Answers a question; a search tells now and then how many files it has read. */
export async function answerTo(question: Question, progress: (read: number) => void): Promise<Answers[Question['kind']]> {
  switch (question.kind) {
    case 'search':
      return answerOf(await searchAll(question.roots, { program: programBeside(), progress }));
    case 'files':
      return files(question);
    case 'join':
      return join(question);
    case 'rewrite':
      return rewrite(question);
    case 'ignore':
      return ignoreReader(question);
  }
}

function files({ texts, stored, roots }: FilesQuestion): SearchAnswer {
  const searched = newSearch();
  const isMeant = (path: string): boolean => isWorthReading(path) && roots.some((root) => isWalked(root, path));
  for (const { path, text } of texts) {
    // What lies below no root is on no disk, and was asked for by what rules leave there.
    const isElsewhere = !roots.some((root) => path.startsWith(`${root.path}/`));
    const file = isMeant(path) || (isElsewhere && isWorthReading(path)) ? codeFileOf(path, text) : null;
    if (file) searched.files.push(file);
  }
  for (const path of stored.filter(isMeant)) searchFile(path, searched);
  return answerOf(searched);
}

function rewrite({ usages, link, keepOld, composes, texts }: RewriteQuestion): Answers['rewrite'] {
  const known = new Map(composes.map(({ path, services }) => [path, services]));
  const factsOf = (compose: string, service: string) => known.get(compose)?.find((one) => one.service === service);
  return discoveryRewrite({
    usages,
    link,
    keepOld,
    environmentOf: (compose, service) => factsOf(compose, service)?.environment ?? [],
    aliasesOf: (compose, service) => factsOf(compose, service)?.links.flatMap(({ names }) => names) ?? [],
    textOf: textsOf([...composes, ...texts]),
  });
}

/** The text of a file: as on screen, else as stored. */
function textsOf(texts: readonly OpenText[]): (path: string) => string | null {
  const open = new Map(texts.map(({ path, text }) => [path, text]));
  return (path) => open.get(path) ?? smallText(path);
}

function join({ files: found, composes, texts, target }: JoinQuestion): JoinAnswer {
  const textOf = textsOf(texts);
  const receivers = composes.flatMap((one) => receiversOf(one, textOf));
  const usages = projectUsages(found, { receivers, target });
  return { usages, findings: usageFindings(usages, found) };
}

function answerOf(searched: Searched): SearchAnswer {
  return { found: searched.files, read: searched.read, unsearched: unsearchedWords(searched) };
}
