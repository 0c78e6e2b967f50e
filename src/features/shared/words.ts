import type { FileLink } from '../../domain/compose/fileLinks.ts';
import type { TargetEngine } from '../../domain/engine/target.ts';

/** In a few words, what a link becomes under an engine. */
export function effectOf(link: FileLink, engine: TargetEngine): string {
  if (link.targetState === 'missing') return 'target not defined';
  switch (link.mechanism) {
    case 'legacy':
      return legacyEffect(engine);
    case 'dns':
      return 'private name in DNS';
    case 'none':
      return 'no effect without a network';
    case 'refused':
      return 'refused at start';
    case 'unknown':
      return 'not known from the files';
  }
}

function legacyEffect(engine: TargetEngine): string {
  switch (engine) {
    case 28:
      return 'legacy link: variables and hosts line';
    case 29:
      return 'legacy link: hosts line, no variables';
    case 30:
      return 'legacy link: no variables, no hosts line';
  }
}
