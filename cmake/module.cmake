# cq_module(NAME HEADERS ... SOURCES ... DEPENDS ... LIBRARIES ...)
#
#   HEADERS    the module's public headers, reached as <coldquill/NAME/header.h>
#   SOURCES    its sources; headers not listed above stay private to the folder
#   DEPENDS    the modules it may include: no other module's header is on its include path
#   LIBRARIES  outside libraries (imported targets)
#
# The public headers are linked one by one into the build tree, each module into a root of its own,
# so that a forbidden include does not compile.
function(cq_module name)
  cmake_parse_arguments(M "" "" "HEADERS;SOURCES;DEPENDS;LIBRARIES" ${ARGN})
  set(root ${CMAKE_BINARY_DIR}/include/${name})
  file(REMOVE_RECURSE ${root})
  file(MAKE_DIRECTORY ${root}/coldquill/${name})
  foreach(header IN LISTS M_HEADERS)
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR}/${header} ${root}/coldquill/${name}/${header}
      SYMBOLIC)
  endforeach()

  if(M_SOURCES)
    add_library(cq_${name} STATIC ${M_SOURCES})
    set(scope PUBLIC)
    target_link_libraries(cq_${name} PRIVATE cq_compiler)
    set_target_properties(cq_${name} PROPERTIES OUTPUT_NAME coldquill-${name})
  else()
    add_library(cq_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(cq_${name} ${scope} ${root})
  target_link_libraries(cq_${name} ${scope} ${M_LIBRARIES})
  foreach(dependency IN LISTS M_DEPENDS)
    target_link_libraries(cq_${name} ${scope} cq_${dependency})
  endforeach()
  install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/ DESTINATION include/coldquill/${name}
    COMPONENT development FILES_MATCHING PATTERN "*.h")
endfunction()
