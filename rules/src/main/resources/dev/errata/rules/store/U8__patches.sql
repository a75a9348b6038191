DROP TABLE patch_applications;
DROP TABLE approval_decisions;
DROP TABLE approval_requests;
DROP TABLE patch_evaluations;
DROP TABLE patch_proposals;
DROP TABLE file_manifests;
DROP TABLE versions;
DROP TABLE artifacts;
