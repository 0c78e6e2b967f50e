const vscode = require('vscode');

// Stands for Docker's own extension: it renames a service at its key and in depends_on, and knows nothing of links.
exports.activate = ({ subscriptions }) => {
  const at = (document, position) => {
    const line = document.lineAt(position.line).text;
    const range = document.getWordRangeAtPosition(position, /[\w-]+/);
    return range && /^ {2}[\w-]+:$|depends_on/.test(line) ? range : undefined;
  };
  const provider = {
    prepareRename: (document, position) => at(document, position) ?? Promise.reject(new Error('No service is here.')),
    provideRenameEdits(document, position, newName) {
      const name = document.getText(at(document, position));
      const edit = new vscode.WorkspaceEdit();
      for (let line = 0; line < document.lineCount; line++) {
        const { text } = document.lineAt(line);
        if (!/^ {2}[\w-]+:$|depends_on/.test(text)) continue;
        for (const { index } of text.matchAll(new RegExp(`\\b${name}\\b`, 'g')))
          edit.replace(document.uri, new vscode.Range(line, index, line, index + name.length), newName);
      }
      return edit;
    },
  };
  subscriptions.push(vscode.languages.registerRenameProvider([{ language: 'yaml' }, { language: 'dockercompose' }], provider));
};
