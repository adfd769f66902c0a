// The parts of a config.json that have rules of their own. Private to the reader of models.
#ifndef FORMATS_MODEL_PARTS_H
#define FORMATS_MODEL_PARTS_H

#include "formats/model_families.h"
#include "formats/model_fields.h"

// Reads the sets of rotary parameters; head_dim (or rope_dim) and positions are known already.
void model_read_ropes(ModelFields *fields, ModelObject in, const ModelFamily *family);

// Reads windows, chunks and what each layer sees; the rotary sets are known already.
void model_read_layers(ModelFields *fields, ModelObject in, const ModelFamily *family);

#endif
