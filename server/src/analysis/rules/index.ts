/** All rules, in the order of their ids. A test compares this list with the folder. */

import type { Rule } from "../rule.ts";
import { rule as clusterOverride } from "./cluster-override.ts";
import { rule as clusterProfileKind } from "./cluster-profile-kind.ts";
import { rule as clusterStatus } from "./cluster-status.ts";
import { rule as deprecatedPack } from "./deprecated-pack.ts";
import { rule as documentSchema } from "./document-schema.ts";
import { rule as documentSyntax } from "./document-syntax.ts";
import { rule as duplicateAttachment } from "./duplicate-attachment.ts";
import { rule as duplicateCluster } from "./duplicate-cluster.ts";
import { rule as duplicatePack } from "./duplicate-pack.ts";
import { rule as duplicateProfile } from "./duplicate-profile.ts";
import { rule as enabledPresets } from "./enabled-presets.ts";
import { rule as inUseProfileChanged } from "./in-use-profile-changed.ts";
import { rule as installPriority } from "./install-priority.ts";
import { rule as layerDuplicate } from "./layer-duplicate.ts";
import { rule as layerInAddOn } from "./layer-in-add-on.ts";
import { rule as layerMismatch } from "./layer-mismatch.ts";
import { rule as layerMissing } from "./layer-missing.ts";
import { rule as layerOrder } from "./layer-order.ts";
import { rule as macroCycle } from "./macro-cycle.ts";
import { rule as macroScope } from "./macro-scope.ts";
import { rule as macroUnresolvedPack } from "./macro-unresolved-pack.ts";
import { rule as manifestSyntax } from "./manifest-syntax.ts";
import { rule as maskedSecret } from "./masked-secret.ts";
import { rule as outdatedPack } from "./outdated-pack.ts";
import { rule as outdatedProfileVersion } from "./outdated-profile-version.ts";
import { rule as overrideUnknownPack } from "./override-unknown-pack.ts";
import { rule as overrideUnusedParam } from "./override-unused-param.ts";
import { rule as overrideVersionMismatch } from "./override-version-mismatch.ts";
import { rule as packCloudMismatch } from "./pack-cloud-mismatch.ts";
import { rule as packConstraints } from "./pack-constraints.ts";
import { rule as packDefinedTwice } from "./pack-defined-twice.ts";
import { rule as packDependency } from "./pack-dependency.ts";
import { rule as packEnabledPresets } from "./pack-enabled-presets.ts";
import { rule as packFileMissing } from "./pack-file-missing.ts";
import { rule as packHold } from "./pack-hold.ts";
import { rule as packJson } from "./pack-json.ts";
import { rule as packPresets } from "./pack-presets.ts";
import { rule as packResources } from "./pack-resources.ts";
import { rule as packSchema } from "./pack-schema.ts";
import { rule as packSchemaDefaults } from "./pack-schema-defaults.ts";
import { rule as packValues } from "./pack-values.ts";
import { rule as packVersionFormat } from "./pack-version-format.ts";
import { rule as packVersionGroup } from "./pack-version-group.ts";
import { rule as plainSecret } from "./plain-secret.ts";
import { rule as profileCloudMismatch } from "./profile-cloud-mismatch.ts";
import { rule as profileVersionFormat } from "./profile-version-format.ts";
import { rule as releaseNameClash } from "./release-name-clash.ts";
import { rule as sameAsDefault } from "./same-as-default.ts";
import { rule as undefinedVariable } from "./undefined-variable.ts";
import { rule as unknownPack } from "./unknown-pack.ts";
import { rule as unknownPackVersion } from "./unknown-pack-version.ts";
import { rule as unknownProfile } from "./unknown-profile.ts";
import { rule as unknownProfileVersion } from "./unknown-profile-version.ts";
import { rule as unknownSystemMacro } from "./unknown-system-macro.ts";
import { rule as unquotedVersion } from "./unquoted-version.ts";
import { rule as unreadKey } from "./unread-key.ts";
import { rule as unusedSuppression } from "./unused-suppression.ts";
import { rule as unusedVariable } from "./unused-variable.ts";
import { rule as valuesFormat } from "./values-format.ts";
import { rule as valuesLifecycle } from "./values-lifecycle.ts";
import { rule as valuesReadonly } from "./values-readonly.ts";
import { rule as valuesRequired } from "./values-required.ts";
import { rule as valuesSyntax } from "./values-syntax.ts";
import { rule as valuesUnknownKey } from "./values-unknown-key.ts";
import { rule as variableDefinition } from "./variable-definition.ts";
import { rule as variableInConstrainedKey } from "./variable-in-constrained-key.ts";

export const rules: readonly Rule[] = [
  clusterOverride,
  clusterProfileKind,
  clusterStatus,
  deprecatedPack,
  documentSchema,
  documentSyntax,
  duplicateAttachment,
  duplicateCluster,
  duplicatePack,
  duplicateProfile,
  enabledPresets,
  inUseProfileChanged,
  installPriority,
  layerDuplicate,
  layerInAddOn,
  layerMismatch,
  layerMissing,
  layerOrder,
  macroCycle,
  macroScope,
  macroUnresolvedPack,
  manifestSyntax,
  maskedSecret,
  outdatedPack,
  outdatedProfileVersion,
  overrideUnknownPack,
  overrideUnusedParam,
  overrideVersionMismatch,
  packCloudMismatch,
  packConstraints,
  packDefinedTwice,
  packDependency,
  packEnabledPresets,
  packFileMissing,
  packHold,
  packJson,
  packPresets,
  packResources,
  packSchema,
  packSchemaDefaults,
  packValues,
  packVersionFormat,
  packVersionGroup,
  plainSecret,
  profileCloudMismatch,
  profileVersionFormat,
  releaseNameClash,
  sameAsDefault,
  undefinedVariable,
  unknownPack,
  unknownPackVersion,
  unknownProfile,
  unknownProfileVersion,
  unknownSystemMacro,
  unquotedVersion,
  unreadKey,
  unusedSuppression,
  unusedVariable,
  valuesFormat,
  valuesLifecycle,
  valuesReadonly,
  valuesRequired,
  valuesSyntax,
  valuesUnknownKey,
  variableDefinition,
  variableInConstrainedKey,
];
