// Imported before anything else by what runs on the project's own Node.
import { projectNode, refuseOldNode } from './node-version.mjs';

refuseOldNode(projectNode);
