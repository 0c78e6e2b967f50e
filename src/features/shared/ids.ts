/** The commands of the extension. */
export const COMMANDS = [
  'dockerLinks.show',
  'dockerLinks.refresh',
  'dockerLinks.goToLink',
  'dockerLinks.groupByReceiver',
  'dockerLinks.groupBySource',
  'dockerLinks.groupByAction',
  'dockerLinks.copyName',
  'dockerLinks.copyValue',
  'dockerLinks.revealValue',
  'dockerLinks.showInspect',
  'dockerLinks.copyPermissionCommand',
  'dockerLinks.restartReceivers',
  'dockerLinks.writeMigration',
  'dockerLinks.chooseEngines',
  'dockerLinks.showReadiness',
  'dockerLinks.verify',
  'dockerLinks.openInspectOutput',
  'dockerLinks.closeInspectOutput',
  'dockerLinks.ignoreInWorkspace',
  'dockerLinks.findUsages',
  'dockerLinks.setVariables',
  'dockerLinks.compareDiscovery',
  'dockerLinks.replaceAllInWorkspace',
  'dockerLinks.refreshRegistries',
  'dockerLinks.askRegistry',
  'dockerLinks.readZooKeeper',
  'dockerLinks.setRegistryToken',
  'dockerLinks.groupNamesByContainer',
  'dockerLinks.groupNamesByNetwork',
  'dockerLinks.whoResolves',
  'dockerLinks.whatSees',
  'dockerLinks.measureNames',
] as const;

/** A command's id. */
export type CommandId = (typeof COMMANDS)[number];

/** The section of the settings. */
export const SECTION = 'dockerLinks';

/** The settings, without their section. */
export const SETTINGS = [
  'targetEngine',
  'files.maximumSize',
  'files.include',
  'projects',
  'watch',
  'notifyOfChanges',
  'engines',
  'registries',
  'ignore',
] as const;

/** A setting's key below the section. */
export type SettingKey = (typeof SETTINGS)[number];

/** The view containers in the activity bar. */
export const VIEW_CONTAINERS = ['dockerLinks'] as const;

/** The views. */
export const VIEWS = ['dockerLinks.links', 'dockerLinks.names', 'dockerLinks.registries'] as const;

/** A view's id. */
export type ViewId = (typeof VIEWS)[number];

/** The keys that `when` clauses ask for; `engine` holds how it stands with the engine, `grouping` and `nameGrouping` how the views are grouped, `inspectOutput` whether one is shown, `hasRegistries` whether there is a registry to show. */
export const CONTEXT_KEYS = [
  'dockerLinks.relevant',
  'dockerLinks.scanned',
  'dockerLinks.engine',
  'dockerLinks.grouping',
  'dockerLinks.nameGrouping',
  'dockerLinks.devContainer',
  'dockerLinks.inspectOutput',
  'dockerLinks.hasRegistries',
] as const;

/** A context key. */
export type ContextKey = (typeof CONTEXT_KEYS)[number];

/** Where diagnostics say they come from. */
export const SOURCE = 'Docker Links';

/** The kind of "replace all in file"; not below `source.fixAll`, so that nobody's save migrates links. */
export const REPLACE_ALL_KIND = 'source.dockerLinks.replaceAll';

/** The scheme of the documents that show what an engine says of a container. */
export const INSPECT_SCHEME = 'docker-links-inspect';

/** The scheme of the document that shows what Docker 29 and 30 change. */
export const READINESS_SCHEME = 'docker-links-readiness';

/** The scheme of the document that tells what became of links that were to be replaced together. */
export const REPLACED_SCHEME = 'docker-links-replaced';

/** The scheme of the documents that compare ways of discovery. */
export const DISCOVERY_SCHEME = 'docker-links-discovery';

/** The scheme of the documents that tell whom promised names lead to. */
export const VERIFY_SCHEME = 'docker-links-verify';

/** The scheme of the documents that tell who can resolve a name, and what a container can. */
export const NAMES_SCHEME = 'docker-links-names';

/** The files that are looked for; `composeKind` decides about each. */
export const COMPOSE_GLOB = '**/{compose*.y*ml,docker-compose*.y*ml,docker-stack*.y*ml,fig.yml,stack.y*ml}';

/** The scripts that are looked for; `scriptLanguage` decides about each. */
export const SCRIPT_GLOB =
  '**/{*.sh,*.bash,*.zsh,*.ksh,*akefile,*akefile.*,*.mk,*.mak,.gitlab-ci*.y*ml,.travis.y*ml,.drone.y*ml,circle.y*ml,wercker.y*ml,appveyor.y*ml,bitbucket-pipelines.y*ml,azure-pipelines.y*ml,.github/**/*.y*ml,.circleci/*.y*ml,*.md,*.markdown,*.service,*devcontainer.json,Dockerfile*,*.dockerfile}';

/** The language ids a compose file can have. */
export const LANGUAGES = ['dockercompose', 'yaml'] as const;

/** The languages of further files in which link variables are explained: the name itself is looked up, whatever reads it. */
export const VARIABLE_LANGUAGES = [
  'dotenv',
  'dockerfile',
  'shellscript',
  'makefile',
  'properties',
  'ini',
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'python',
  'ruby',
  'php',
  'go',
  'java',
  'csharp',
  'rust',
  'perl',
  'lua',
] as const;
