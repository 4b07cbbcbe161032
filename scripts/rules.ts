// Writes RULES.md from the rules.
import { writeFileSync } from 'fs';
import { join } from 'path';
import { rulesPage } from './rules-page';

writeFileSync(join(__dirname, '..', 'RULES.md'), rulesPage());
